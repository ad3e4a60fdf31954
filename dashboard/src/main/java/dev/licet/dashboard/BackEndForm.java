package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import java.net.URI;
import java.util.Optional;

/// A Widevine back end as somebody typed it. Secrets that are set may stay, as long as the address stays at the host
/// that knows them already: otherwise a form could send them to a place where they can be read.
///
/// @param present the back end that is set now
record BackEndForm(Form form, Optional<WidevineBackEnd> present) {
    private static final String AGAIN = ": please type this again, because the address is another one.";

    WidevineBackEnd read() throws BadField {
        try {
            return switch (form.text("kind")) {
                case "embedded" -> new WidevineBackEnd.Embedded();
                case "signed-json" -> signedJson(UpstreamAddress.of(form));
                case "relay" -> relay(UpstreamAddress.of(form));
                default -> throw new BadField("Back end: please choose one.");
            };
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw UpstreamAddress.refused(wrong);
        }
    }

    private SignedJson signedJson(URI url) throws BadField, BadCredential {
        String provider = form.required("provider", "Provider");
        boolean nothing = form.maybe("key").isEmpty() && form.maybe("iv").isEmpty();
        if (nothing && present.orElse(null) instanceof SignedJson before) {
            if (!UpstreamAddress.isSameHost(before.url(), url)) throw new BadField("Signing key and IV" + AGAIN);
            return new SignedJson(url, provider, before.key(), before.iv());
        }
        SecretBytes key = secret("key", "signing key", SignedJson.KEY_BYTES);
        return new SignedJson(url, provider, key, secret("iv", "IV", SignedJson.IV_BYTES));
    }

    private SecretBytes secret(String field, String what, int length) throws BadField, BadCredential {
        form.required(field, BadField.sentence(what).replace(".", ""));
        return form.given(field).secret(what, length);
    }

    private Relay relay(URI url) throws BadField, BadCredential {
        var typed = GivenUpstream.headers(form.text("headers").lines().toList());
        if (!typed.isEmpty() || !form.isTicked("keep") || !(present.orElse(null) instanceof Relay before))
            return new Relay(url, typed, form.isTicked("unread"));
        if (!UpstreamAddress.isSameHost(before.url(), url)) throw new BadField("Headers" + AGAIN);
        return new Relay(url, before.headers(), form.isTicked("unread"));
    }
}
