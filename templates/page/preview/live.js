// Loads the page again when a file of the questionnaire has changed and is whole. The only script of the preview.
(function () {
  "use strict";
  var told = document.currentScript.dataset;
  function look() {
    fetch("/preview/state").then(function (answer) { return answer.text(); }).then(function (now) {
      if (now === told.seen) { return; }
      if (told.sent === "true") { location.replace(location.pathname + location.search); } // not sent once more
      else { location.reload(); }
    }).catch(function () {}); // the program was stopped, or is starting again
  }
  setInterval(look, 1000);
})();
