/// XML as packagers send it: read within limits into a small tree, and written again as it was, prefixes, order
/// and white space included.
package dev.licet.keys.xml;
