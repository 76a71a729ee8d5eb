import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks the format of every Java file of the repository, applies it, or skips it. Run by the build. */
final class Format {

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[1].equals("skip")) {
            return;
        }
        var jar = args[0];
        var apply = args[1].equals("apply");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn512m"));
        command.addAll(List.of("-jar", jar, "--aosp"));
        command.addAll(apply ? List.of("--replace") : List.of("--dry-run"));
        command.addAll(sources());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        var status = process.waitFor();
        if (status != 0 || !output.isBlank()) {
            System.err.println("Not in google-java-format, AOSP style (./mvnw validate -N -Dformat=apply mends it):");
            System.err.println(output);
            System.exit(1);
        }
    }

    private static List<String> sources() throws IOException {
        try (var paths = Files.walk(Path.of("."))) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .filter(path -> !path.toString().contains("/.mvn/"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
