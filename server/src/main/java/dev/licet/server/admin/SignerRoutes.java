package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenFile;
import dev.licet.http.Reply;
import dev.licet.storage.Administration;
import dev.licet.storage.credential.SignerOverview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The signers of requests for keys and licenses. A key that is made here is shown once; a key that the caller
/// sent is never shown.
final class SignerRoutes {
    private static final String ALL = "/accounts/{account}/{environment}/signers";
    private static final String ONE = ALL + "/{name}";

    private final Administration administration;
    private final SecureRandom random;

    SignerRoutes(Administration administration, SecureRandom random) {
        this.administration = administration;
        this.random = random;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ALL, this::list),
                get(ONE, this::show),
                does(Verb.SIGNER_CREATE, "PUT", ONE, this::put),
                does(Verb.SIGNER_REMOVE, "DELETE", ONE, this::remove));
    }

    private List<SignerOverview> found(AdminCall call) throws Objection {
        AccountRoutes.found(administration.accounts(), call.account());
        return administration.signers().list(call.account(), call.environment());
    }

    private static void write(JsonGenerator json, SignerOverview signer) throws IOException {
        json.writeStringField("name", signer.name());
        json.writeStringField("kind", signer.kind());
        json.writeStringField("created", signer.created().toString());
    }

    private Reply list(AdminCall call) throws Objection {
        return AdminAnswer.list(found(call), Optional.empty(), SignerRoutes::write);
    }

    private Optional<SignerOverview> one(AdminCall call) throws Objection {
        String name = call.name("name");
        return found(call).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private Reply show(AdminCall call) throws Objection {
        SignerOverview signer = one(call).orElseThrow(Objection::notFound);
        return AdminAnswer.one(200, json -> write(json, signer));
    }

    /// Makes the signer where there is none of that name. What there is keeps its key: whoever wants another
    /// removes it first.
    private Reply put(AdminCall call) throws Objection {
        if (!Signer.isName(call.name("name"))) throw Objection.notFound();
        call.about(call.accountEnvironment().saying(call.name("name")));
        JsonBody body = call.body().only("kind", "key", "iv", "public_key");
        Signer wish = wish(call, body);
        Optional<SignerOverview> before = one(call);
        if (before.isEmpty()) return made(call, wish, !body.has("key"));
        if (!before.get().kind().equals(wish.key().word())) throw Objection.bad("kind", "is another one already");
        call.nothingChanged();
        return show(call);
    }

    private Reply made(AdminCall call, Signer wish, boolean madeHere) throws Objection {
        Objection.done(administration.signers().create(wish));
        SignerOverview entry = one(call).orElseThrow(Objection::notFound);
        Reply reply = AdminAnswer.one(201, json -> {
            write(json, entry);
            if (madeHere && wish.key() instanceof AesKey(SecretBytes key, SecretBytes iv)) {
                json.writeStringField("aes_signing_key", key.expose(HexFormat.of()::formatHex));
                json.writeStringField("aes_signing_iv", iv.expose(HexFormat.of()::formatHex));
            }
        });
        // The tag is that of the signer: the key is shown this once.
        return reply.with("ETag", show(call).field("ETag").orElseThrow());
    }

    private Signer wish(AdminCall call, JsonBody body) throws Objection {
        var key =
                switch (body.text("kind")) {
                    case AesKey.WORD -> aes(body);
                    case RsaKey.WORD -> rsa(body);
                    default -> throw Objection.bad("kind", "takes aes and rsa");
                };
        return new Signer(call.name("name"), call.account(), call.environment(), key);
    }

    private Signer.SigningKey aes(JsonBody body) throws Objection {
        body.without(AesKey.WORD, "public_key");
        if (body.has("key") != body.has("iv")) throw Objection.bad("iv", "goes together with key");
        if (body.has("key")) {
            return new AesKey(body.secret("key", AesKey.KEY_BYTES), body.secret("iv", AesKey.IV_BYTES));
        }
        return new AesKey(SecretBytes.random(random, AesKey.KEY_BYTES), SecretBytes.random(random, AesKey.IV_BYTES));
    }

    private static Signer.SigningKey rsa(JsonBody body) throws Objection {
        body.without(RsaKey.WORD, "key", "iv");
        byte[] text = body.text("public_key").getBytes(StandardCharsets.UTF_8);
        try {
            return new RsaKey(new GivenFile("public_key", text).publicKey(RsaKey.LEAST_BITS, RsaKey.MOST_BITS));
        } catch (BadCredential wrong) {
            throw Objection.bad(wrong);
        }
    }

    private Reply remove(AdminCall call) throws Objection {
        String name = call.name("name");
        call.about(call.accountEnvironment().saying(name));
        boolean there = Objection.wasThere(administration.signers().remove(call.account(), call.environment(), name));
        if (!there) call.nothingChanged();
        return AdminAnswer.gone();
    }
}
