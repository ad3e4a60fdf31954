package dev.licet.server.api;

import dev.licet.domain.account.Account;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyCall;
import dev.licet.domain.keystore.KeyFault;
import dev.licet.domain.keystore.KeyStorage;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Request;
import java.util.Optional;

/// The parameters of a request to the key storage.
record KeystoreRequest(Request request, Parameters parameters) {
    boolean isPost() {
        return request.method().equals("POST");
    }

    byte[] body() {
        return request.body();
    }

    /// The caller, with the kek that was sent.
    KeyCall call(Account account) throws BadKeyRequest {
        return new KeyCall(account.id(), account.environment(), request.id(), kek(), idForm());
    }

    private Optional<Kek> kek() throws BadKeyRequest {
        Optional<String> text = text("kek");
        if (text.isEmpty()) return Optional.empty();
        Optional<Kek> kek = Kek.parse(text.get());
        if (kek.isEmpty()) throw bad("kek must be 32 hexadecimal digits");
        return kek;
    }

    private Kek.IdForm idForm() throws BadKeyRequest {
        return switch (text("kekIdForm").orElse("specification")) {
            case "specification" -> Kek.IdForm.SPECIFICATION;
            case "hosted" -> Kek.IdForm.HOSTED;
            default -> throw bad("kekIdForm must be specification or hosted");
        };
    }

    /// Where a page begins.
    Optional<KeyId> after() throws BadKeyRequest {
        Optional<String> text = text("after");
        return text.isEmpty() ? Optional.empty() : Optional.of(KidList.kid(text.get()));
    }

    /// How many keys a page has at most.
    int limit() throws BadKeyRequest {
        String text = text("limit").orElse(Integer.toString(KeyStorage.PAGE));
        boolean digits = text.matches("[0-9]{1,4}");
        int limit = digits ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > KeyStorage.PAGE) throw bad("limit must be 1 to " + KeyStorage.PAGE);
        return limit;
    }

    private Optional<String> text(String name) throws BadKeyRequest {
        return switch (parameters.value(name)) {
            case Parameters.Value.Absent() -> Optional.empty();
            case Parameters.Value.Text(String text) -> Optional.of(text);
            case Parameters.Value.Unclear unclear -> throw bad(unclear.reason());
        };
    }

    private static BadKeyRequest bad(String reason) {
        return new BadKeyRequest(KeyFault.PARAMETER, reason);
    }

    /// Its query may carry a kek.
    @Override
    public String toString() {
        return request.toString();
    }
}
