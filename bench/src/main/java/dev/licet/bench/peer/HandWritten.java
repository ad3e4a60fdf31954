package dev.licet.bench.peer;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/// What a team would write by hand in a day: an embedded Tomcat on virtual threads, a JWT for a token, one row for each
/// request in PostgreSQL. It checks one authenticator, which it knows by heart, and reads its parameters as they come;
/// there are no accounts, no balances, no limits and no refusals but one.
public final class HandWritten {
    private static final Duration LIFE = Duration.ofHours(6);
    private static final String URL = "http://localhost/hms/wv/rights/?ExpressPlayToken=";
    private static final String TABLE = "CREATE TABLE issued (id UUID PRIMARY KEY, at TIMESTAMPTZ NOT NULL,"
            + " authenticator TEXT NOT NULL, kid TEXT NOT NULL, cookie TEXT)";
    private static final String INSERT =
            "INSERT INTO issued (id, at, authenticator, kid, cookie) VALUES (?, ?, ?, ?, ?)";

    private HandWritten() {}

    /// @param arguments the port, the URL of the database, its user, the authenticator
    public static void main(String[] arguments) throws LifecycleException, SQLException, JOSEException {
        var database = database(arguments[1], arguments[2]);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of(System.getProperty("java.io.tmpdir"), "peer-" + arguments[0])
                .toString());
        var connector = new Connector();
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "tokens", new Tokens(database, arguments[3]));
        context.addServletMappingDecoded("/*", "tokens");
        tomcat.start();
        tomcat.getServer().await();
    }

    /// With as many connections as the pool has by itself.
    private static HikariDataSource database(String url, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        return new HikariDataSource(config);
    }

    private static final class Tokens extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient HikariDataSource database;
        private final transient DirectEncrypter sealing;
        private final byte[] authenticator;

        Tokens(HikariDataSource database, String authenticator) throws JOSEException {
            this.database = database;
            this.authenticator = authenticator.getBytes(StandardCharsets.UTF_8);
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            this.sealing = new DirectEncrypter(key);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            doGet(request, response);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String shown = request.getParameter("customerAuthenticator");
            if (shown == null) {
                response.setStatus(200);
            } else if (!MessageDigest.isEqual(authenticator, shown.getBytes(StandardCharsets.UTF_8))) {
                response.setStatus(403);
            } else {
                give(request, response, shown);
            }
        }

        private void give(HttpServletRequest request, HttpServletResponse response, String shown) throws IOException {
            var id = UUID.randomUUID();
            var now = Instant.now();
            try {
                String token = sealed(request, id, now);
                write(request, id, now, shown);
                response.setContentType("text/uri-list");
                response.getOutputStream().write((URL + token).getBytes(StandardCharsets.US_ASCII));
            } catch (JOSEException | SQLException failure) {
                response.setStatus(500);
            }
        }

        /// The content key goes into the token, so it is encrypted and not only signed.
        private String sealed(HttpServletRequest request, UUID id, Instant now) throws JOSEException {
            var claims = new JWTClaimsSet.Builder()
                    .jwtID(id.toString())
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(LIFE)))
                    .claim("kid", request.getParameter("kid"))
                    .claim("contentKey", request.getParameter("contentKey"))
                    .claim("securityLevel", request.getParameter("securityLevel"))
                    .claim("hdcp", request.getParameter("hdcpOutputControl"))
                    .build();
            var token = new EncryptedJWT(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), claims);
            token.encrypt(sealing);
            return token.serialize();
        }

        private void write(HttpServletRequest request, UUID id, Instant now, String shown) throws SQLException {
            try (var connection = database.getConnection();
                    var insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, id);
                insert.setTimestamp(2, Timestamp.from(now));
                insert.setString(3, shown);
                insert.setString(4, request.getParameter("kid"));
                insert.setString(5, request.getParameter("cookie"));
                insert.executeUpdate();
            }
        }
    }
}
