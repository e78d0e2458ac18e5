// The scripts of the reader's pages; collected, they are one file. Each only adds to what
// works without it.
import "./sources.js";
import "./print.js";
import "./search.js";
