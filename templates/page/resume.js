// Puts the code of a link into its field. The part after # never reaches the server; it leaves the address at once.
(function () {
  "use strict";
  function fill() {
    var field = document.getElementById("code");
    var code = decodeURIComponent(location.hash.slice(1));
    if (!field || !/^[0-9A-Za-z-]{16,24}$/.test(code)) { return; }
    field.value = code;
    history.replaceState(null, "", location.pathname);
    document.getElementById("with-code").focus();
  }
  fill();
  window.addEventListener("hashchange", fill);  // a link pasted where this page is open already
})();
