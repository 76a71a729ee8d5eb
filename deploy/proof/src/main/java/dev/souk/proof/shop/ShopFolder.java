package dev.souk.proof.shop;

import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The data folder of a shop, as far as its owner reads in it. */
public record ShopFolder(Path root) {

    private static final int LOGIN_SECONDS = 10;

    /** The admin's e-mail and password. */
    public Row admin() throws IOException {
        return Row.parse(Files.readString(root.resolve("credentials.json")));
    }

    /** What the commands have written down of each process, server or node. */
    public List<Row> processes() throws IOException {
        try (var files = Files.list(root.resolve("run"))) {
            var records = new ArrayList<Row>();
            for (var file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                read(file).ifPresent(records::add);
            }
            return List.copyOf(records);
        }
    }

    /** Empty where it went away meanwhile. */
    private static Optional<Row> read(Path file) throws IOException {
        try {
            return Optional.of(Row.parse(Files.readString(file)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** A secret by its name. */
    public String secret(String name) throws IOException {
        return Files.readString(root.resolve("secrets").resolve(name)).strip();
    }

    /** The folder of mails that were delivered. */
    public Path mails() {
        return root.resolve("data").resolve("mail");
    }

    /** The file of the settings that may change while nodes run. */
    public Path live() {
        return root.resolve("live.properties");
    }

    /** A connection to a service's database, as that service. */
    public Connection database(String service) throws IOException, SQLException {
        var url = URI.create(secret(service + "-database-url"));
        var user = url.getUserInfo().split(":", 2);
        var properties = new Properties();
        properties.setProperty("user", user[0]);
        properties.setProperty("password", user[1]);
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
                properties);
    }
}
