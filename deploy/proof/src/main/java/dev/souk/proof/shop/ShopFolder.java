package dev.souk.proof.shop;

import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The data folder of a shop, as far as its owner reads in it: credentials and mails. */
public record ShopFolder(Path root) {

    private static final int LOGIN_SECONDS = 10;

    /** The admin's e-mail and password. */
    public Row admin() throws IOException {
        return Row.parse(Files.readString(root.resolve("credentials.json")));
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
