package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.request.SignedCallers.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is let in with which signature.
class SignedCallersTest extends TokenDesk {
    private static final byte[] MESSAGE = {1, 2, 3};
    private static final Signer.AesKey SIGNING =
            new Signer.AesKey(SecretBytes.copyOf(new byte[32]), SecretBytes.copyOf(new byte[16]));
    private static final Signed GOOD = new Signed(MESSAGE, SIGNING.sign(MESSAGE), "packager");
    private static final Signed FORGED = new Signed(MESSAGE, new byte[32], "packager");

    private Environment where = Environment.TEST;
    private boolean answers = true;
    private final SignedCallers callers = new SignedCallers(this::signer, this);

    private Optional<Signer> signer(Environment asked, String name) {
        if (!answers) throw new StoreUnavailable("reading", new IllegalStateException());
        return Optional.of(new Signer("packager", ID, Environment.TEST, SIGNING))
                .filter(known -> known.name().equals(name) && known.environment() == asked);
    }

    private Verdict.Denied denied(String name, Signed request) {
        return assertInstanceOf(Verdict.Denied.class, callers.judge(where, name, request));
    }

    @Test
    void a_signature_of_its_signer_is_genuine() {
        assertEquals(new Verdict.Genuine(account()), callers.judge(where, "packager", GOOD));
    }

    @Test
    void a_wrong_signature_names_whose_signer_was_meant() {
        var forged = assertInstanceOf(Verdict.Forged.class, callers.judge(where, "packager", FORGED));
        assertEquals(ID, forged.named());
        assertEquals(Refusal.AUTHENTICATOR_INVALID, forged.why().why());
    }

    @Test
    void the_path_and_the_envelope_name_one_signer() {
        assertEquals(
                "the path names another signer than the request",
                denied("another", GOOD).why().reason());
    }

    @Test
    void a_signer_of_the_other_environment_is_told_only_to_whom_its_signature_proves() {
        where = Environment.PRODUCTION;
        var known = denied("packager", GOOD);
        assertEquals(
                "this is a signer of test; this host is production", known.why().reason());
        assertEquals(Optional.of(ID), known.account());
        var stranger = denied("packager", FORGED);
        assertEquals("there is no such signer", stranger.why().reason());
        assertEquals(Refusal.AUTHENTICATOR_INVALID, stranger.why().why());
        assertEquals(Optional.empty(), stranger.account());
    }

    @Test
    void an_account_that_is_off_is_told_so() {
        enabled = false;
        var off = denied("packager", GOOD);
        assertEquals(Refusal.ACCOUNT_DISABLED, off.why().why());
        assertEquals(Optional.of(ID), off.account());
    }

    @Test
    void a_store_that_does_not_answer_is_nobody_s_fault() {
        answers = false;
        var busy = denied("packager", GOOD).why();
        assertEquals(Refused.Blame.BUSY, busy.blame());
        assertEquals(Optional.of("Try again in a moment."), busy.hint());
    }

    @Test
    void where_nothing_depends_on_it_memory_is_asked_for_the_account() {
        var remembering = new SignedCallers(this::signer, new Unasked(this)).remembering();
        assertEquals(new Verdict.Genuine(account()), remembering.judge(where, "packager", GOOD));
    }

    @Test
    void a_signed_request_is_what_it_was_and_does_not_print_its_message() {
        byte[] message = MESSAGE.clone();
        byte[] signature = {4};
        var request = new Signed(message, signature, "packager");
        message[0] = 9;
        signature[0] = 9;
        request.message()[0] = 9;
        request.signature()[0] = 9;
        assertArrayEquals(MESSAGE, request.message());
        assertArrayEquals(new byte[] {4}, request.signature());
        assertEquals("Signed[packager]", request.toString());
    }
}
