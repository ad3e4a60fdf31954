package dev.licet.drm.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Looks through a document before a parser does, and refuses whatever the parser would complain of by name.
///
/// The exceptions of the JDK's parser quote the names of elements, attributes and entities. Somebody who
/// puts a key in the place of one would have it in everything that keeps exceptions, such as a recording of
/// Java's Flight Recorder. So nothing reaches the parser unless its tags nest, its names and prefixes are
/// good, and its entities are the five of XML; what is still wrong then is said without a name. Names have
/// ASCII characters alone, and namespaces no references. What has a limit here needs none behind the parser, and
/// the parser none of its own time: it looks each namespace of an element up among all before it.
public final class XmlOutline {
    /// What is said of a document that breaks a rule of XML, and not a limit of this service.
    public static final String NOT_WELL_FORMED = "The document is not well-formed XML";

    /// What is said of a document whose declaration names an encoding that is not read here.
    public static final String OTHER_ENCODING = "The document is in another encoding than UTF-8 and UTF-16";

    private static final Pattern DECLARING = Pattern.compile("<\\?xml(?=[\\s?])");
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version" + said("1\\.0")
            + "(?:\\s+encoding" + said("[A-Za-z][A-Za-z0-9._-]{0,19}")
            + ")?(?:\\s+standalone" + said("(?:yes|no)") + ")?\\s*\\?>");
    private static final Pattern VERSION =
            Pattern.compile("<\\?xml\\s+version" + said("(?!1\\.0[\"'])[0-9]{1,4}\\.[0-9]{1,4}") + "(?=[\\s?])");
    private static final Pattern LONG_ENCODING = Pattern.compile(
            "<\\?xml\\s+version" + said("1\\.0") + "\\s+encoding" + said("[A-Za-z][A-Za-z0-9._-]{20,}") + "(?=[\\s?])");
    private static final String COMMENT = "<!--";
    private static final String SECTION = "<![CDATA[";

    private final XmlTagCursor text;
    private final Limits limits;
    private final Deque<XmlTag> open = new ArrayDeque<>();

    /// @param depth      the deepest nesting of elements
    /// @param attributes the most attributes and declarations of one element
    public record Limits(int depth, int attributes) {}

    private XmlOutline(String text, Limits limits) {
        this.text = new XmlTagCursor(text);
        this.limits = limits;
    }

    /// A value ends with the quote that it began with; the parser would read on, and say what it read.
    private static String said(String value) {
        return "\\s*=\\s*(?:\"" + value + "\"|'" + value + "')";
    }

    /// Returns when a parser may see it.
    ///
    /// @throws MalformedMessage with a sentence for whoever sent it, without a word of the document
    public static void check(String document, Limits limits) throws MalformedMessage {
        new XmlOutline(document, limits).check();
    }

    private void check() throws MalformedMessage {
        if (text.sees(VERSION)) throw new MalformedMessage("The document is in another version of XML than 1.0");
        if (text.sees(LONG_ENCODING)) throw new MalformedMessage(OTHER_ENCODING);
        if (text.sees(DECLARING) && !text.take(DECLARATION)) throw XmlTagCursor.broken();
        while (!text.isAtEnd()) {
            if (!text.is("<")) text.character();
            else if (text.is("<?")) text.instruction();
            else if (text.is(COMMENT)) text.skip(COMMENT, "-->");
            else if (text.is(SECTION)) text.skip(SECTION, "]]>");
            else if (text.is("<!")) throw new MalformedMessage("The document has a document type");
            else if (text.is("</")) close();
            else open();
        }
        if (!open.isEmpty()) throw XmlTagCursor.broken();
    }

    private void open() throws MalformedMessage {
        if (open.size() == limits.depth()) {
            throw new MalformedMessage("The document is nested more than " + limits.depth() + " deep");
        }
        XmlTag tag = XmlTag.read(text, limits.attributes());
        tag.requireBound(open);
        if (!tag.isWhole()) open.push(tag);
    }

    private void close() throws MalformedMessage {
        String name = text.closing();
        if (open.isEmpty() || !open.pop().name().equals(name)) throw XmlTagCursor.broken();
    }
}
