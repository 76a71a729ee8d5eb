package dev.souk.local.server;

import dev.souk.local.folder.Secrets;
import dev.souk.testkit.ClassArchive;
import dev.souk.testkit.Server;
import dev.souk.testkit.ServerLaunch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sandbox payment provider, as the local stack starts it.
 *
 * @param folder its log of payments; made if missing
 * @param port where its API listens
 * @param webhookUrl where it tells what happened; empty to tell nobody
 * @param environment the files of its secrets
 */
public record SandboxPayments(
        Path folder, int port, String webhookUrl, Map<String, String> environment)
        implements Server {

    public static final String API_KEY = "payments-api-key";
    public static final String WEBHOOK_SECRET = "payments-webhook-secret";

    private static final String WEBHOOKS = "/v1/payments/webhooks/sandbox";
    private static final String MAIN = "dev.souk.local.payments.PaymentsMain";
    private static final int PROBE_MILLIS = 500;

    /**
     * @param door where webhooks go; null to tell nobody
     */
    static SandboxPayments in(Path folder, int port, Secrets secrets, @Nullable String door)
            throws IOException {
        var environment =
                Map.of(
                        "SOUK_PAYMENTS_KEY_FILE",
                        secrets.key(API_KEY).toString(),
                        "SOUK_PAYMENTS_WEBHOOK_SECRET_FILE",
                        secrets.key(WEBHOOK_SECRET).toString());
        return new SandboxPayments(folder, port, door == null ? "" : door + WEBHOOKS, environment);
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
    }

    @Override
    public ServerLaunch launch() {
        var classPath = System.getProperty("java.class.path");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ClassArchive.flags("payments", classPath));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                        "-cp",
                        classPath,
                        MAIN,
                        "--port=" + port,
                        "--data=" + folder));
        if (!webhookUrl.isEmpty()) {
            command.add("--webhook-url=" + webhookUrl);
        }
        return new ServerLaunch(command, environment, folder, "TERM");
    }

    @Override
    public boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
