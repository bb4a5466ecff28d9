"""The pages of the plain form, in the usual measures of that pattern: rows of 44 px, a button of 38, text of 19."""

STYLE = """
* { box-sizing: border-box }
body { margin: 0; font: 19px/25px Arial, sans-serif; color: #0b0c0c }
.skip { position: absolute; left: -9999px }
.skip:focus { position: static }
header { background: #0b0c0c; min-height: 60px; padding: 15px 0 }
header a { color: #fff; font-weight: 700; font-size: 24px; line-height: 30px }
.wide { max-width: 960px; margin: 0 auto; padding: 0 15px }
.back { display: inline-block; margin: 15px 0; font-size: 16px; line-height: 20px }
main { padding: 20px 0 }
form, h1, p { max-width: 630px }
h1 { font-size: 27px; line-height: 30px; margin: 0 0 15px }
fieldset { border: 0; margin: 0 0 20px; padding: 0; min-width: 0 }
legend { padding: 0 }
.hint { color: #505a5f; margin: 0 0 10px }
.choice { display: flex; align-items: center; min-height: 44px; margin-bottom: 10px; gap: 15px }
.choice input { width: 40px; height: 40px; margin: 0; flex: none }
.field { margin-bottom: 20px }
.field label { display: block; margin-bottom: 5px }
input[type=text] { height: 40px; width: 10em; font: inherit }
textarea { width: 100%; font: inherit; height: 135px }
.button { display: inline-block; background: #00703c; color: #fff; border: 0; padding: 8px 10px 7px; font: inherit }
dl div { border-bottom: 1px solid #b1b4b6; padding: 10px 0 }
dl dt { font-weight: 700 }
dl dd { margin: 0 }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media (min-width: 40em) {
  .wide { padding: 0 30px }
  main { padding: 40px 0 }
  h1 { font-size: 36px; line-height: 40px; margin-bottom: 20px }
  fieldset { margin-bottom: 30px }
  dl div { display: grid; grid-template-columns: 30fr 50fr 20fr }
}
"""
FRAME = (
    """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}Questions{% endblock %}</title><link rel="icon" href="data:,"><style>"""
    + STYLE
    + """</style></head><body>
<a href="#main" class="skip">Skip to main content</a>
<header><div class="wide"><a href="/">Questions to ask</a></div></header>
<div class="wide">{% block back %}{% endblock %}<main id="main">{% block main %}{% endblock %}</main></div>
</body></html>"""
)
START = """{% extends "frame" %}
{% block main %}<h1>Questions to ask</h1><p>Answer questions about a treatment or trial.</p>
<p><a class="button main" role="button" href="{{ on }}">Start now</a></p>{% endblock %}"""
ASK = """{% extends "frame" %}
{% block back %}<a class="back" href="/">Back</a>{% endblock %}
{% block main %}<form method="post" novalidate>
<fieldset><legend><h1>{{ desk.label(asked) }}</h1></legend>
{% if asked.question.hint and not asked.sign %}<p class="hint">{{ words(asked.question.hint) }}</p>{% endif %}
{% for code, label in desk.choices(asked) %}
<label class="choice"><input type="{{ kind }}" name="{{ asked.question.id }}-codes" value="{{ code }}">
{{ label }}</label>
{% endfor %}
{% if exact %}<div class="field"><label for="exact">{{ words(exact.label) }}</label>
<input type="text" id="exact" name="exact"></div>{% endif %}
{% if asked.question.note or asked.question.type == "text" %}
<div class="field"><label for="note">{{ words(asked.question.note or asked.question.brief) }}</label>
<textarea id="note" name="note"></textarea></div>{% endif %}
</fieldset><button class="button main">Continue</button></form>{% endblock %}"""
CHECK = """{% extends "frame" %}
{% block main %}<h1>Check your answers</h1><dl>
{% for asked in desk.pages() %}<div><dt>{{ desk.label(asked) }}</dt><dd>{{ desk.said(asked) }}</dd>
<dd><a href="{{ asked.address }}">Change<span class="hidden"> {{ desk.label(asked) }}</span></a></dd></div>
{% endfor %}</dl><form method="post"><button class="button main">Accept and send</button></form>{% endblock %}"""
DONE = """{% extends "frame" %}{% block main %}<h1>Finished</h1>{% endblock %}"""
PAGES = {"frame": FRAME, "start": START, "ask": ASK, "check": CHECK, "done": DONE}
