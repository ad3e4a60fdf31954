package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Authenticator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is let in with which text.
class CallersTest extends TokenDesk {
    private final Optional<String> good = Optional.of(authenticator.reveal());
    private final Optional<String> stranger =
            Optional.of(Authenticator.random(ID, RANDOM).reveal());
    private boolean answers = true;
    private Callers callers = new Callers(this);

    @Override
    public Optional<Account> authenticate(Authenticator sent) {
        if (!answers) throw new StoreUnavailable("reading", new IllegalStateException());
        return super.authenticate(sent);
    }

    private Admission admission(Optional<String> parameter, Optional<String> bearer) {
        String query = parameter.map(text -> "customerAuthenticator=" + text).orElse("");
        return callers.admit(environment, Parameters.read(query, new byte[0]), bearer);
    }

    private Refused denied(Optional<String> parameter, Optional<String> bearer) {
        return assertInstanceOf(Admission.Denied.class, admission(parameter, bearer))
                .why();
    }

    @Test
    void the_authenticator_may_come_as_parameter_or_as_bearer_or_as_both() {
        var admitted = new Admission.Admitted(account());
        assertEquals(admitted, admission(good, Optional.empty()));
        assertEquals(admitted, admission(Optional.empty(), good));
        assertEquals(admitted, admission(Optional.of(""), good));
        assertEquals(admitted, admission(good, good));
        assertEquals(
                "the parameter and the Authorization header differ",
                denied(good, stranger).reason());
    }

    @Test
    void none_is_missing_and_a_wrong_one_is_invalid() {
        var missing = denied(Optional.empty(), Optional.empty());
        assertEquals(Refusal.AUTHENTICATOR_MISSING, missing.why());
        assertEquals(Optional.of("customerAuthenticator"), missing.parameter());
        assertEquals(
                Refusal.AUTHENTICATOR_MISSING,
                denied(Optional.empty(), Optional.of("")).why());
        var unknown = denied(stranger, Optional.empty());
        assertEquals(Refusal.AUTHENTICATOR_INVALID, unknown.why());
        assertEquals(Optional.of("customerAuthenticator"), unknown.parameter());
        assertEquals(
                "it must be the account id, a comma and 32 hexadecimal digits",
                denied(Optional.of("201722"), Optional.empty()).reason());
    }

    @Test
    void one_that_is_sent_twice_is_not_read() {
        var twice = Parameters.read("customerAuthenticator=a&customerAuthenticator=b", new byte[0]);
        var denied = assertInstanceOf(Admission.Denied.class, callers.admit(environment, twice, Optional.empty()));
        assertEquals(Refusal.AUTHENTICATOR_INVALID, denied.why().why());
    }

    @Test
    void an_account_that_is_off_is_told_so_and_named_in_the_record() {
        enabled = false;
        var denied = assertInstanceOf(Admission.Denied.class, admission(good, Optional.empty()));
        assertEquals(Refusal.ACCOUNT_DISABLED, denied.why().why());
        assertEquals(Optional.of(ID), denied.account());
    }

    @Test
    void an_authenticator_of_the_other_environment_is_told_where_it_is_good() {
        environment = Environment.PRODUCTION;
        var denied = assertInstanceOf(Admission.Denied.class, admission(good, Optional.empty()));
        assertEquals(
                "this is your test key; this host is production", denied.why().reason());
        assertEquals(
                Optional.of("Use your production key here, or send the request to the test host."),
                denied.why().hint());
        assertEquals(Optional.of(ID), denied.account());
    }

    @Test
    void a_store_that_does_not_answer_is_nobody_s_fault() {
        answers = false;
        var busy = denied(good, Optional.empty());
        assertEquals(Refused.Blame.BUSY, busy.blame());
        assertEquals(Optional.of("Try again in a moment."), busy.hint());
        assertTrue(busy.cause().isPresent());
    }

    @Test
    void remembering_callers_are_admitted_by_memory() {
        callers = new Callers(new Unasked(this)).remembering();
        assertEquals(new Admission.Admitted(account()), admission(good, Optional.empty()));
    }
}
