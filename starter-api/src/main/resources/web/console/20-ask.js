// Buttons that cannot be undone ask with their own words before their form is sent; {n} is how many lines a field has.
(() => {
  'use strict';
  const words = button => {
    const field = button.dataset.askLines ? button.form.elements[button.dataset.askLines] : null;
    const lines = field ? field.value.split('\n').filter(line => line.trim()).length : 0;
    return button.dataset.ask.replace('{n}', lines.toLocaleString('en'));
  };
  document.addEventListener('submit', event => {
    const button = event.submitter;
    if (button && button.dataset.ask && !window.confirm(words(button))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      button.focus();
    }
  }, true);
})();
