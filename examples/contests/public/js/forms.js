// Fields with labels, forms that say what went wrong, and questions in a dialog.
import { h, note } from './dom.js';

let fields = 0;

export function field(label, control, hint) {
  fields += 1;
  const id = `field-${fields}`;
  control.id = id;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    control,
    hint !== undefined && h('span', { class: 'hint', id: `${id}-hint` }, hint),
  );
}

/** A form that does its work once at a time and shows a refusal beside its button. */
export function form(attributes, work, ...children) {
  const says = h('div', { class: 'says' });
  const submit = async (event) => {
    event.preventDefault();
    const button = event.submitter ?? element.querySelector('button');
    await busy(button, says, () => work(new FormData(element), event.submitter?.value));
  };
  const element = h('form', { ...attributes, onsubmit: submit }, children, says);
  return element;
}

export function action(text, work, attributes = {}) {
  const says = h('div', { class: 'says' });
  const click = () => busy(button, says, work);
  const button = h('button', { type: 'button', ...attributes, onclick: click }, text);
  return h('div', { class: 'stack' }, h('div', {}, button), says);
}

async function busy(button, says, work) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  says.replaceChildren();
  try {
    await work();
  } catch (error) {
    says.replaceChildren(note('bad', error.message));
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** Asks for a reason, or just for a yes; undefined when the person thinks better of it. */
export function ask({ title, says, yes, reason = true, danger = false }) {
  return new Promise((resolve) => {
    const text = h('textarea', { name: 'reason', required: true, minlength: 3, maxlength: 1000 });
    const close = () => dialog.close();
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'question' },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'question' }, title),
        says !== undefined && h('p', {}, says),
        reason && field('Reason', text, 'It is kept in the audit trail.'),
        h(
          'div',
          { class: 'row' },
          h('button', { class: danger ? 'danger' : 'main', value: 'yes' }, yes),
          h('button', { type: 'button', onclick: close }, 'Go back'),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? text.value.trim() || 'yes' : undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
