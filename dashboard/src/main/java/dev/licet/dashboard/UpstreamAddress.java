package dev.licet.dashboard;

import dev.licet.domain.Ascii;
import dev.licet.domain.Thrown;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import java.net.URI;

/// The address of another license server, as somebody typed it.
final class UpstreamAddress {
    private static final int LONGEST = 2000;

    private UpstreamAddress() {}

    static URI of(Form form) throws BadField, BadCredential {
        String text = form.maybe("url").orElseThrow(() -> new BadField("Address: please fill this in."));
        if (text.length() > LONGEST) throw new BadField("Address: at most " + LONGEST + " characters.");
        return GivenUpstream.url("the address", text);
    }

    /// What is wrong with an address, or with what stands beside it.
    static BadField refused(Exception wrong) {
        return new BadField(BadField.sentence(Thrown.words(wrong).replaceFirst("^url:", "address:")));
    }

    /// Whether what one of them was told may stay for the other one.
    static boolean isSameHost(URI one, URI other) {
        return host(one).equals(host(other));
    }

    private static String host(URI url) {
        return Ascii.lower(url.getScheme() + "://" + url.getRawAuthority());
    }
}
