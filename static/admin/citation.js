// The citation in the rich text editor: its button, and how it looks in the text.
(() => {
  const { React, DraftJS, draftail, sources } = window;
  const { EditorState, Modifier } = DraftJS;

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
      // Completing, even with nothing new, leads back into the text.
      sources.choose((source) =>
        onComplete(
          source
            ? withCitation(editorState, entityType.type, source.key)
            : editorState,
        ),
      );
    }

    render() {
      return null;
    }
  }

  class Citation extends React.Component {
    constructor(props) {
      super(props);
      this.update = () => this.forceUpdate();
    }

    componentDidMount() {
      document.addEventListener(sources.KNOWN, this.update);
    }

    componentWillUnmount() {
      document.removeEventListener(sources.KNOWN, this.update);
    }

    // The label is drawn by the style sheet: the text must hold the key alone.
    render() {
      const { contentState, entityKey, children } = this.props;
      const { key } = contentState.getEntity(entityKey).getData();
      const { label, title, state } = sources.shown(key);
      return React.createElement(
        "span",
        { className: `citation citation--${state}`, "data-label": label, title },
        children,
      );
    }
  }

  draftail.registerPlugin(
    { type: "CITATION", source: CitationSource, decorator: Citation },
    "entityTypes",
  );
})();
