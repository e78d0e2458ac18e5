// The citation button of the rich text editor: asks for a key and puts it in the text.
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;

  function askForKey() {
    let key = "";
    let question = "Citation key of the source, such as berman-2000:";
    do {
      key = window.prompt(question, key);
      question = "A key has lower-case letters, digits and hyphens. Citation key:";
    } while (key !== null && !KEY.test(key.trim()));
    return key && key.trim();
  }

  // Adds the citation behind what is selected; the text itself stays as it is.
  function withCitation(editorState, type, key) {
    const content = editorState.getCurrentContent();
    const selection = editorState.getSelection();
    const end = selection.merge({
      anchorKey: selection.getEndKey(),
      anchorOffset: selection.getEndOffset(),
      focusKey: selection.getEndKey(),
      focusOffset: selection.getEndOffset(),
      isBackward: false,
    });
    const entity = content
      .createEntity(type, "IMMUTABLE", { key })
      .getLastCreatedEntityKey();
    const cited = Modifier.insertText(content, end, `[${key}]`, null, entity);
    return EditorState.push(editorState, cited, "insert-characters");
  }

  class CitationSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, onComplete } = this.props;
      const key = askForKey();
      onComplete(key ? withCitation(editorState, entityType.type, key) : editorState);
    }

    render() {
      return null;
    }
  }

  function Citation({ contentState, entityKey, children }) {
    const { key } = contentState.getEntity(entityKey).getData();
    return React.createElement("mark", { title: `Cites ${key}` }, children);
  }

  draftail.registerPlugin(
    { type: "CITATION", source: CitationSource, decorator: Citation },
    "entityTypes",
  );
})();
