/* The builder of forms: fields move without loading the page, by their arrows or by Alt and an arrow key. */
(function (d) {
  function moved(field, order) {
    var other = order == 'up' ? field.previousElementSibling : field.nextElementSibling, list = field.parentNode;
    if (order != 'out' && !other) return null;
    if (order == 'up') list.insertBefore(field, other);
    if (order == 'down') list.insertBefore(other, field);
    var next = order == 'out' ? other || field.previousElementSibling : field;
    if (order == 'out') field.remove();
    Array.from(list.children).forEach(function (one) {
      one.querySelector('[data-move=up]').disabled = !one.previousElementSibling;
      one.querySelector('[data-move=down]').disabled = !one.nextElementSibling;
    });
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return next;
  }
  d.addEventListener('click', function (e) {
    var button = e.target.closest && e.target.closest('[data-move]'), copy = e.target.closest && e.target.closest('[data-copy]');
    if (button) {
      e.preventDefault();
      var order = button.dataset.move, next = moved(button.closest('[data-field]'), order);
      if (next) {
        var to = next.querySelector('[data-move=' + (order == 'out' ? 'up' : order) + ']');
        (to.disabled ? next.querySelector('[data-move]:not([disabled])') || next.querySelector('input:not([type=hidden])') : to).focus();
      }
    }
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(d.querySelector(copy.dataset.copy).textContent).then(function () {
        copy.textContent = copy.dataset.copied;
      });
    }
  });
  d.addEventListener('keydown', function (e) {
    var field = e.altKey && e.target.closest && e.target.closest('[data-field]');
    var order = e.key == 'ArrowUp' ? 'up' : e.key == 'ArrowDown' ? 'down' : '';
    if (field && order) {
      e.preventDefault();
      var focused = d.activeElement;
      moved(field, order);
      focused.focus();
    }
  });
})(document);
