"""Every rule there is. A code or name is never used again for something else: files and editors refer to them.

`docs/linter.md` says of each why it is there and how to mend what it finds.
"""

from __future__ import annotations

from decision_aid.lint.finding import Rule

RULES = (
    # the file and its fields
    Rule("E001", "file-unreadable", "the file is missing, no regular file, empty, too large or not UTF-8"),
    Rule("E002", "writing-unclear", "the YAML cannot be read, or a key stands twice"),
    Rule("E003", "key-missing", "a key that must be there is not"),
    Rule("E004", "key-unknown", "a key that means nothing here"),
    Rule("E005", "kind-wrong", "a text, number, date, list or mapping where another kind is needed"),
    Rule("E006", "text-too-long", "a label or another text with more characters than fit"),
    Rule("E007", "text-too-short", "a text with fewer characters than needed"),
    Rule("E008", "text-misshapen", "a text, code, date or address that is not written as it must be"),
    Rule("E009", "not-one-of", "a word that is none of those allowed"),
    Rule("E010", "condition-unclear", "a condition of no known form"),
    Rule("E011", "list-length", "a list with too few or too many entries"),
    Rule("E012", "out-of-range", "a number above or below its limits"),
    # between the pieces
    Rule("E021", "id-twice", "an id or code that two things have"),
    Rule("E022", "number-out-of-order", "a number used twice or left out"),
    Rule("E023", "scale-unclear", "a scale that is not there, or options beside it"),
    Rule("E024", "title-missing", "a page of several questions without a title"),
    Rule("E025", "asking-incomplete", "a question to ask somebody without say, specific, vague or topic"),
    Rule("E026", "dont-know-missing", "a list of answers whose last is not “don't know”"),
    Rule("E027", "choices-unclear", "an answer that should exclude the others, and does not"),
    Rule("E028", "bands-unclear", "bands or limits of a measure that overlap or run backwards"),
    Rule("E029", "condition-misplaced", "a condition on something asked later, or for each offer"),
    Rule("E030", "condition-lost", "a condition on a question or code that does not exist"),
    Rule("E031", "sign-not-asked-once", "a warning sign that no question asks, or more than one"),
    Rule("E032", "name-unknown", "a name that leads to no source, fact, study, word, topic or note"),
    Rule("E033", "unused-source", "a source that nothing rests on"),
    Rule("E034", "unused-word", "a glossary word that no question explains"),
    Rule("E035", "unused-fact", "a fact that no page shows"),
    Rule("E036", "unused-card", "a study that no page shows"),
    Rule("E037", "role-unfit", "a role for which the question named is missing or unfit"),
    Rule("E038", "printout-unfit", "a block of the printout without its question or line, or that misprints an answer"),
    Rule("E039", "date-impossible", "a review date over a year away or past when published, or a reading yet to come"),
    Rule("E040", "cell-missing", "a row of the options with a cell missing, double or of no option"),
    Rule("E041", "rating-dishonest", "our own rating incomplete, misplaced or without its record"),
    Rule("E042", "exchange-impossible", "something that cannot be told to other programs (FHIR)"),
    Rule("E043", "code-unfit", "a code of others for a question that is missing or has no exact number"),
    Rule("E044", "record-unfit", "a row beside trial records that is missing, of no known case, or that nothing fills"),
    Rule("W031", "unused-scale", "a scale of answers that no question uses"),
    Rule("W032", "unused-topic", "a topic that no question belongs to"),
    Rule("W033", "status-unclear", "a status of trial records without words, or in the words of another one"),
    Rule("W034", "state-missing", "an answer that begins with “No” and has no state, beside answers that have one"),
    Rule("W035", "unprinted", "a question on what matters, or the monthly loss, that no block of the printout shows"),
    # a clinic's own file
    Rule("E051", "local-name-unknown", "a clinic's own file that names what the questionnaire does not have"),
    Rule("E052", "local-must-stay", "a clinic's own file that leaves out or rewords what must stay"),
    Rule(
        "E053",
        "local-out-of-bounds",
        "an id or key in a clinic's own file that only a questionnaire may have, or the other way round",
    ),
    Rule(
        "E054",
        "local-claim",
        "a clinic's own file that claims outright that an offer is safe or works, how many it helped, or who can join",
    ),
    Rule(
        "W051",
        "local-reworded",
        "a clinic's own file that words a question, or help with a gate, otherwise than the questionnaire",
    ),
    # conditions, decided by going through the answers
    Rule("E101", "condition-never-true", "a condition that no answers fulfil"),
    Rule("E102", "page-unreachable", "a page that no journey reaches"),
    Rule("E103", "sign-never-raised", "a warning sign that no answers raise"),
    Rule("E104", "note-never-said", "a note that no journey brings about"),
    Rule("E105", "also-when-never-met", "a warning sign that no other answers raise, though it has an also_when"),
    Rule("W101", "condition-always-true", "a condition that all answers fulfil"),
    Rule("W102", "short-page-unreachable", "a page marked short that no short journey reaches"),
    Rule("W103", "branch-idle", "a branch of a condition, or a code in it, that changes nothing"),
    Rule("N101", "condition-not-decided", "a condition that rests on too many answers to decide"),
    # what must be said
    Rule("E801", "caution-lost", "no note on the trial lock-out, or on where to report harm, where it is owed"),
    Rule("E802", "caution-held-back", "such a note, where it is owed, that waits for an answer people may leave out"),
    Rule("W801", "caution-missing", "no note on the trial lock-out, or on where to report harm"),
    Rule("W802", "caution-waits", "a note on the lock-out or on harm that waits for an answer people may leave out"),
    # plain words
    Rule("W201", "reading-grade", "a mean reading grade above 6"),
    Rule("W202", "screen-hard-to-read", "a screen with a reading grade above 8"),
    Rule("W203", "smog-grade", "a SMOG grade above 8"),
    Rule("W204", "sentence-long", "a sentence of more than 20 words"),
    Rule("W205", "hint-long", "a hint of more than one sentence"),
    Rule("W206", "label-long", "an answer or sign of more than 8 words, or a question of more than 16"),
    Rule("W207", "full-stop-missing", "a sentence without its end, which the reading grade leaves out"),
    Rule("W208", "say-long", "a sentence to say, printed for asking, of more than 90 characters"),
    Rule("W209", "not-clear-alone", "“the same survey” where nobody has read the survey before"),
    Rule("W210", "answers-alike", "two answers of one question in the same words"),
    Rule("W211", "markup-shown", "a tag like `<b>`, shown to readers as it stands"),
    Rule("W212", "quotes-around", "a label or title wholly between curly quotation marks"),
    Rule("W213", "contact-voices", "both voices in a contact line, which has but one"),
    Rule("W214", "contact-beyond", "a contact line with cells, FDA, treatment, risk, cure, miracle or guarantee in it"),
    # both voices
    Rule("W301", "helper-wording-missing", "“you” or “my” outside brackets, said to the helper as well"),
    Rule("W302", "helper-they", "“they” for the person where it means those who make the offer"),
    # numbers
    Rule("W401", "one-in-n", "“1 in 10”"),
    Rule("W402", "change-alone", "“twice as many”, “30% more”, without both numbers"),
    Rule("W403", "share-without-denominator", "“30% of people”, without the total"),
    Rule("W404", "number-without-scope", "a fact with a number, but without the people and the time"),
    Rule("W405", "totals-differ", "counts out of different totals in one text"),
    # even-handed
    Rule("E501", "record-judged", "“real”, “sound”, “good” beside a trial record: a word that judges it"),
    Rule("W501", "verdict", "“is safe”, “are approved”: a verdict of ours"),
    Rule("W502", "leading-wording", "“Don't you think”, “surely”, “, did they?”: wording that leads to an answer"),
    Rule("W503", "loaded-word", "“miracle”, “scam”: a word that takes sides"),
    Rule("W504", "options-uneven", "a row of the options with one cell over 25 % longer than another"),
    Rule("W506", "scale-lopsided", "answers of which more praise than blame, or the other way round"),
    # dates and sources
    Rule("W601", "review-past", "a review date that is past"),
    Rule("W602", "published-ahead", "a date of publication in the future"),
    Rule("W603", "address-vague", "an address of a whole site, without saying what to look for"),
    Rule("W604", "undated", "a fact or study none of whose sources has a date"),
    Rule("N601", "review-near", "a review date within 60 days"),
    Rule("N602", "copy-read", "a source of which only a copy was read"),
    # other languages
    Rule("W701", "translation-missing", "a text that a language does not have"),
    Rule("W702", "translation-one-voice", "a translation that lost the words for the helper"),
)

RULE = {rule.name: rule for rule in RULES}
