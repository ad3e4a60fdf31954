package dev.licet.drm.credential;

import dev.licet.domain.Ascii;
import dev.licet.domain.credential.UpstreamHeader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Another license server as an operator describes it, on a command line or in a form.
public final class GivenUpstream {
    private GivenUpstream() {}

    /// Where it is.
    ///
    /// @param name what messages call the text
    public static URI url(String name, String text) throws BadCredential {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new BadCredential(name + " is no URL");
        }
    }

    /// Headers, one a line as `Name: value`; blank lines do not count. Names that come twice are refused: HTTP
    /// knows no
    /// case in them, and the second would replace the first. Throws [IllegalArgumentException] as the headers
    /// do.
    public static List<UpstreamHeader> headers(List<String> lines) throws BadCredential {
        var headers = new ArrayList<UpstreamHeader>();
        var seen = new TreeSet<String>();
        for (String line : lines) {
            if (line.isBlank()) continue;
            UpstreamHeader header = header(line);
            if (!seen.add(Ascii.lower(header.name()))) {
                throw new BadCredential("the header " + header.name() + " is given twice");
            }
            headers.add(header);
        }
        return List.copyOf(headers);
    }

    private static UpstreamHeader header(String line) throws BadCredential {
        int colon = line.indexOf(':');
        if (colon < 0) throw new BadCredential("a header is written as 'Name: value'");
        return UpstreamHeader.of(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
}
