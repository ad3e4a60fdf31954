package dev.licet.drm.credential;

import dev.licet.domain.Ascii;
import dev.licet.domain.IpLiteral;
import dev.licet.domain.credential.UpstreamHeader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Another license server as an operator describes it, on a command line or in a form.
public final class GivenUpstream {
    private static final String PART = "[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*+";
    private static final String SEGMENT = "[A-Za-z0-9._~@!$&'()*+,;=%-]*+";
    private static final String HOST = "//(?:(?=[^?#])|\\[[0-9A-Fa-f:.]*+\\](?::[0-9]*+)?(?=[/?#]|$))" + PART;
    private static final List<String> SCHEMES = List.of("http", "https");

    /// RFC 3986, 3 with 4.2: no character but those that it has, a host of IPv6 in brackets, one fragment; without a
    /// scheme no colon in the first segment.
    private static final Pattern URL = Pattern.compile("(?!.*%(?![0-9A-Fa-f]{2}))(?:[A-Za-z][A-Za-z0-9+.-]*:(?=[^#])(?:"
            + HOST + "|(?!//)" + PART + ")|" + HOST + "|(?!//)" + SEGMENT + "(?:[/?]" + PART + ")?)(?:#" + PART + ")?");

    /// A content header has no room for more.
    private static final int LONGEST_ANNOUNCED = 2000;

    private GivenUpstream() {}

    /// Where it is. The exception of [URI] quotes the text, in which a user may stand with a password; so only what it
    /// can read comes to it.
    ///
    /// @param name what messages call the text
    public static URI url(String name, String text) throws BadCredential {
        if (!isReadable(text)) throw new BadCredential(name + " is no URL");
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new BadCredential(name + " is no URL");
        }
    }

    static boolean isReadable(String text) {
        if (!URL.matcher(text).matches()) return false;
        int host = text.indexOf('[');
        return host < 0 || IpLiteral.isV6(text.substring(host + 1, text.indexOf(']')));
    }

    /// An address that players are told of.
    ///
    /// @param name what messages call the text
    public static URI announced(String name, String text) throws BadCredential {
        if (text.length() > LONGEST_ANNOUNCED) {
            throw new BadCredential(name + " has more than " + LONGEST_ANNOUNCED + " characters");
        }
        URI given = url(name, text);
        boolean absolute = given.getHost() != null && SCHEMES.contains(String.valueOf(given.getScheme()));
        if (!absolute) throw new BadCredential(name + " must begin with http:// or https:// and name a host");
        return given;
    }

    /// Headers, one a line as `Name: value`; blank lines do not count. Names that come twice are refused: HTTP
    /// knows no case in them, and the second would replace the first. Throws [IllegalArgumentException] as the
    /// headers do.
    public static List<UpstreamHeader> headers(List<String> lines) throws BadCredential {
        var headers = new ArrayList<UpstreamHeader>();
        for (String line : lines) if (!line.isBlank()) headers.add(header(line));
        requireDistinct(headers);
        return List.copyOf(headers);
    }

    /// Refuses a name that comes twice.
    public static void requireDistinct(List<UpstreamHeader> headers) throws BadCredential {
        var seen = new TreeSet<String>();
        for (UpstreamHeader header : headers) {
            if (!seen.add(Ascii.lower(header.name()))) {
                throw new BadCredential("the header " + header.name() + " is given twice");
            }
        }
    }

    private static UpstreamHeader header(String line) throws BadCredential {
        int colon = line.indexOf(':');
        if (colon < 0) throw new BadCredential("a header is written as 'Name: value'");
        return UpstreamHeader.of(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
}
