"""Finding: what people type, in any language and spelling. Answers for the room finding."""
