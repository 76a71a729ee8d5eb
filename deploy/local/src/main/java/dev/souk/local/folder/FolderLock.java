package dev.souk.local.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The right to start and end processes of a data folder, held by one command at a time. The
 * operating system takes it back when the command ends in whatever way.
 */
public final class FolderLock implements AutoCloseable {

    private static final long STEP_MILLIS = 200;
    private static final int STEPS_BETWEEN_WORDS = 10;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until the folder is free, and says every two seconds whom it waits for. */
    public static FolderLock take(DataFolder folder, Consumer<String> say)
            throws IOException, InterruptedException {
        var channel =
                FileChannel.open(
                        folder.lock(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        for (var step = 0; channel.tryLock() == null; step++) {
            if (step % STEPS_BETWEEN_WORDS == 1) {
                say.accept("waiting for another command on " + folder.root() + holder(folder));
            }
            Thread.sleep(STEP_MILLIS);
        }
        sign(channel);
        return new FolderLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void sign(FileChannel channel) throws IOException {
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        var _ = channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    }

    private static String holder(DataFolder folder) throws IOException {
        var pid = Files.readString(folder.lock());
        return pid.isBlank() ? "" : " (pid " + pid.strip() + ")";
    }
}
