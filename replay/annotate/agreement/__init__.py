"""How far annotators agree: one measure a file, each with its definition; numpy in, figures out."""
