package dev.licet.domain.audit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedAuditTest {
    private static final Deed DEED = new Deed(
            new Actor(Actor.Kind.USER, "admin", "127.0.0.1", "0001"),
            Verb.SIGN_IN,
            Target.INSTALLATION,
            new Ending.Done());

    @Test
    void a_deed_is_written_down() {
        var written = new ArrayList<Deed>();
        new LoggedAudit(written::add).note(DEED);
        assertEquals(List.of(DEED), written);
    }

    @Test
    void a_line_that_cannot_be_written_does_not_undo_the_deed() {
        var audit = new LoggedAudit(deed -> {
            throw new StoreUnavailable("writing down a deed", new IllegalStateException("the disk is full"));
        });
        assertDoesNotThrow(() -> audit.note(DEED));
    }

    @Test
    void a_defect_is_none_of_its_business() {
        var audit = new LoggedAudit(deed -> {
            throw new IllegalStateException("a defect");
        });
        assertThrows(IllegalStateException.class, () -> audit.note(DEED));
    }
}
