package dev.souk.notify.mail;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;
import dev.souk.cluster.config.Settings;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where mail goes and from whom.
 *
 * @param server {@code smtp} takes TLS where the server offers it, {@code smtps} insists
 * @param from the sender, as in {@code Souk <orders@shop.example>}
 */
public record SmtpConfig(
        URI server, String from, Optional<String> username, Optional<Secret> password) {

    private static final ConfigKey<URI> URL =
            ConfigKey.uri("SOUK_SMTP_URL")
                    .where(SmtpConfig::isSmtp, "smtp://host:port or smtps://host:port");
    private static final ConfigKey<String> FROM =
            ConfigKey.text("SOUK_MAIL_FROM")
                    .where(from -> from.contains("@"), "a mail address")
                    .or("Souk <orders@souk.test>");
    private static final ConfigKey<String> USERNAME =
            ConfigKey.text("SOUK_SMTP_USERNAME").optional();
    private static final ConfigKey<Secret> PASSWORD =
            ConfigKey.secret("SOUK_SMTP_PASSWORD").optional();

    /** The settings that are read. */
    public static final List<ConfigKey<?>> KEYS = List.of(URL, FROM, USERNAME, PASSWORD);

    private static final int SMTP_PORT = 25;
    private static final int SMTPS_PORT = 465;
    private static final int CONNECTIONS = 4;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int IDLE_SECONDS = 5;

    public static SmtpConfig of(Settings settings) {
        return new SmtpConfig(
                settings.get(URL),
                settings.get(FROM),
                settings.find(USERNAME),
                settings.find(PASSWORD));
    }

    /** The sender's domain. */
    public String domain() {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    int port() {
        var usual = isTls() ? SMTPS_PORT : SMTP_PORT;
        return server.getPort() > 0 ? server.getPort() : usual;
    }

    boolean isTls() {
        return "smtps".equals(server.getScheme());
    }

    /** A server that stops answering is noticed by the idle timeout. */
    MailConfig client() {
        var config =
                new MailConfig(server.getHost(), port())
                        .setStarttls(isTls() ? StartTLSOptions.DISABLED : StartTLSOptions.OPTIONAL)
                        .setLogin(
                                username.isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                        .setMaxPoolSize(CONNECTIONS)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setOwnHostname(domain())
                        .setSsl(isTls());
        username.ifPresent(config::setUsername);
        password.map(Secret::reveal).ifPresent(config::setPassword);
        return config;
    }

    private static boolean isSmtp(URI uri) {
        return uri.getHost() != null && List.of("smtp", "smtps").contains(uri.getScheme());
    }
}
