package dev.licet.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String BODY = """
            --x7
            Content-Disposition: form-data; name="action"

            add = ü & more
            --x7
            Content-Disposition: form-data; name="key"; filename="name=&quot;action.pem"
            Content-Type: application/octet-stream

            one\n--x
            two
            --x7
            Content-Disposition: form-data; name="key"; filename=""

            --x7--
            """.replace("\n", "\r\n");

    private static Optional<Multipart> read(String type, byte[] body) {
        return Multipart.read(new Request(Environment.TEST, "POST", "/", "", name -> Optional.of(type), body, "1"));
    }

    private static Multipart read(byte[] body) {
        return read("multipart/form-data; boundary=x7", body).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fields_and_files_come_back_byte_for_byte() {
        var form = read(bytes(BODY));
        assertEquals(Optional.of("add = ü & more"), form.texts().first("action"));
        assertEquals(Optional.empty(), form.texts().first("key"), "a file is no field");
        List<byte[]> files = form.files("key");
        assertEquals(1, files.size(), "an empty choice is no file");
        assertArrayEquals(bytes("one\r\n--x\r\ntwo"), files.getFirst());
    }

    @Test
    void every_truncation_is_read_as_what_is_whole_in_it() {
        byte[] whole = bytes(BODY);
        for (int n = 0; n < whole.length; n++) {
            var form = read(Arrays.copyOf(whole, n));
            assertTrue(form.parts().size() <= 3);
            for (byte[] file : form.files("key")) assertArrayEquals(bytes("one\r\n--x\r\ntwo"), file);
        }
    }

    @Test
    void a_name_is_a_name_and_brings_no_field_of_its_own() {
        var form = read(bytes(
                        "--x7\r\nContent-Disposition: form-data; name=\"x=1&action=remove&ü\"\r\n\r\n2\r\n--x7--"))
                .texts();
        assertEquals(Optional.empty(), form.first("action"));
        assertEquals(Optional.empty(), form.first("x"));
        assertEquals(Optional.of("2"), form.first("x=1&action=remove&ü"));
    }

    @Test
    void parts_without_a_name_count_toward_the_limit() {
        String named = "--x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x7--";
        String nameless = "--x7\r\n\r\n\r\n";
        assertEquals(1, read(bytes(nameless.repeat(63) + named)).parts().size());
        assertEquals(0, read(bytes(nameless.repeat(64) + named)).parts().size());
    }

    @Test
    void what_somebody_sent_does_not_print() {
        assertFalse(read(bytes(BODY)).toString().contains("action"));
    }

    @Test
    void other_kinds_of_bodies_are_none_of_its_business() {
        for (String type : List.of(
                "", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/mixed; boundary=x7")) {
            assertEquals(Optional.empty(), read(type, bytes(BODY)), type);
        }
        assertTrue(read("multipart/form-data; boundary=\"x7\"", bytes(BODY)).isPresent());
    }
}
