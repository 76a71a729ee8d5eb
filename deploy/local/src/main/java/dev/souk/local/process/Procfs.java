package dev.souk.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What Linux tells about processes and listeners under {@code /proc}. A process that ended while it
 * is asked about is simply absent; one that has ended but is not yet reaped (a zombie) counts as
 * ended.
 */
public final class Procfs {

    private static final int PARENT = 1;
    private static final int START_TIME = 19;
    private static final String LISTENING = "0A";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Path root;

    public Procfs() {
        this(Path.of("/proc"));
    }

    Procfs(Path root) {
        this.root = root;
    }

    /** When the process started, in clock ticks since boot; empty where it doesn't live. */
    public OptionalLong startTime(long pid) {
        var stat = stat(pid);
        return stat.isEmpty() || stat.getFirst().equals("Z") || stat.getFirst().equals("X")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(stat.get(START_TIME)));
    }

    /** The parent's pid; empty where the process doesn't live. */
    public OptionalLong parent(long pid) {
        var stat = stat(pid);
        return stat.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(stat.get(PARENT)));
    }

    /** The command line in one string, or the bare name where it can't be read. */
    public String commandLine(long pid) {
        var line = read(root.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
        return line.isEmpty() ? read(root.resolve(pid + "/comm")).strip() : line;
    }

    /** Whether the process was started with this variable; false where it may not be asked. */
    public boolean hasVariable(long pid, String name, String value) {
        var wanted = name + "=" + value;
        return List.of(read(root.resolve(pid + "/environ")).split("\0")).contains(wanted);
    }

    /** Every process there is. */
    public List<Long> pids() {
        var pids = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(root, "[0-9]*")) {
            for (var entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return pids;
        }
        return pids;
    }

    /**
     * Who listens on the TCP port; empty where nobody does, or where it is another user's process.
     */
    public OptionalLong listener(int port) {
        return inode(port).map(this::holder).orElse(OptionalLong.empty());
    }

    /** Who listens on the TCP port, as a person wants to read it. */
    public String whoListens(int port) {
        var pid = listener(port);
        return pid.isPresent()
                ? "pid %d (%s)".formatted(pid.getAsLong(), commandLine(pid.getAsLong()))
                : "a process of another user";
    }

    private Optional<String> inode(int port) {
        var suffix = ":%04X".formatted(port);
        for (var table : List.of("net/tcp", "net/tcp6")) {
            for (var line : read(root.resolve(table)).lines().skip(1).toList()) {
                var fields = List.of(SPACES.split(line.strip()));
                if (fields.size() > 9
                        && fields.get(1).endsWith(suffix)
                        && fields.get(3).equals(LISTENING)) {
                    return Optional.of(fields.get(9));
                }
            }
        }
        return Optional.empty();
    }

    private OptionalLong holder(String inode) {
        var wanted = "socket:[" + inode + "]";
        return pids().stream()
                .filter(pid -> holds(pid, wanted))
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private boolean holds(long pid, String socket) {
        try (var files = Files.newDirectoryStream(root.resolve(pid + "/fd"))) {
            for (var file : files) {
                if (Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException notOurs) {
            return false;
        }
        return false;
    }

    /** The fields after the name, which stands in parentheses and may hold anything. */
    private List<String> stat(long pid) {
        var line = read(root.resolve(pid + "/stat"));
        var end = line.lastIndexOf(')');
        return end < 0 ? List.of() : List.of(line.substring(end + 1).strip().split(" "));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException absent) {
            return "";
        }
    }
}
