package dev.souk.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An SMTP server that takes mail for everybody, and keeps each as a file before it says yes: its
 * {@linkplain Inbox inbox} can be read by anyone who may read the folder, at any time, also while
 * no server runs.
 *
 * @param folder its mails; made if missing
 * @param port where it listens
 */
public record MailServer(Path folder, int port) implements Server {

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String url() {
        return "smtp://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(Unpacked.cache());
    }

    @Override
    public ServerLaunch launch() {
        var classPath = System.getProperty("java.class.path");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ClassArchive.flags("mail", classPath));
        command.addAll(
                List.of(
                        "-cp",
                        classPath,
                        MailServerMain.class.getName(),
                        Integer.toString(port),
                        folder.toString()));
        return new ServerLaunch(command, Map.of("MALLOC_ARENA_MAX", "2"), folder, "TERM");
    }

    @Override
    public boolean isReady() {
        var greeting = Probe.ask(port, new byte[0], 3);
        return new String(greeting, StandardCharsets.US_ASCII).equals("220");
    }

    /** What has come in. */
    public Inbox inbox() {
        return new Inbox(folder);
    }
}
