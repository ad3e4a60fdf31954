package dev.licet.dashboard;

import dev.licet.domain.Ascii;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadyBackEnd.Handler;
import dev.licet.domain.credential.PlayReadyBackEnd.MicrosoftTest;
import dev.licet.domain.credential.PlayReadyBackEnd.Vendor;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenSecrets;
import dev.licet.drm.credential.GivenUpstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A PlayReady license maker as somebody typed it. A line that is the bare name of a secret or of a header means the
/// one of that name which is set, so that they can be put in another order and taken away without being shown.
///
/// @param present the license maker that is set now
record PlayReadyForm(Form form, Optional<PlayReadyBackEnd> present) {
    PlayReadyBackEnd read() throws BadField {
        try {
            return switch (form.text("kind")) {
                case Handler.WORD -> new Handler(UpstreamAddress.of(form), secrets());
                case Vendor.WORD -> vendor(UpstreamAddress.of(form));
                case MicrosoftTest.WORD -> microsoftTest();
                default -> throw new BadField("License maker: please choose one.");
            };
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw UpstreamAddress.refused(wrong);
        }
    }

    /// They are never sent anywhere, so they may stay for any address.
    private List<GrantSecret> secrets() throws BadCredential {
        List<GrantSecret> before = present.orElse(null) instanceof Handler handler ? handler.secrets() : List.of();
        var secrets = new ArrayList<GrantSecret>();
        for (String line : lines("secrets")) {
            var kept =
                    before.stream().filter(secret -> secret.id().equals(line)).toList();
            secrets.addAll(kept.isEmpty() ? GivenSecrets.read(List.of(line)) : kept);
        }
        return secrets;
    }

    private Vendor vendor(URI url) throws BadField, BadCredential {
        var headers = new ArrayList<UpstreamHeader>();
        for (String line : lines("headers")) {
            var kept = kept(line, url);
            headers.addAll(kept.isEmpty() ? GivenUpstream.headers(List.of(line)) : kept);
        }
        GivenUpstream.requireDistinct(headers);
        return new Vendor(url, headers);
    }

    /// A value that another host would be told has to be typed again.
    private List<UpstreamHeader> kept(String name, URI url) throws BadField {
        if (!(present.orElse(null) instanceof Vendor before)) return List.of();
        var kept = before.headers().stream()
                .filter(header -> Ascii.same(header.name(), name))
                .toList();
        if (!kept.isEmpty() && !UpstreamAddress.isSameHost(before.url(), url)) {
            throw new BadField("Header " + name + ": please type its value again, because the address is another one.");
        }
        return kept;
    }

    private MicrosoftTest microsoftTest() throws BadField, BadCredential {
        if (!form.isTicked("known")) {
            throw new BadField("Please confirm that the content keys of test tokens become known to that server.");
        }
        return new MicrosoftTest(form.maybe("url").isEmpty() ? MicrosoftTest.PUBLIC : UpstreamAddress.of(form));
    }

    private List<String> lines(String field) {
        return form.text(field)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
