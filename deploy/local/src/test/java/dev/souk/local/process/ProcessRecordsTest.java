package dev.souk.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.local.folder.DataFolder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

final class ProcessRecordsTest {

    private final Procfs procfs = new Procfs();
    private final long self = ProcessHandle.current().pid();

    @TempDir private Path root;

    private DataFolder folder = new DataFolder(Path.of("unused"));
    private ProcessRecords records = new ProcessRecords(folder, procfs);

    @BeforeEach
    void openFolder() throws IOException {
        folder = new DataFolder(root.resolve("shop"));
        folder.create();
        records = new ProcessRecords(folder, procfs);
    }

    @Test
    void givesBackWhatItKept() throws IOException {
        var record = record("order-1", self, 1);
        records.keep(record);

        assertThat(records.find("order-1")).contains(record);
        assertThat(records.nodes()).containsExactly(record);
    }

    @Test
    void believesARecordOnlyIfPidAndStartTimeMatch() throws IOException {
        var startTime = procfs.startTime(self).orElseThrow();
        records.keep(record("same", self, startTime));
        records.keep(record("another-of-that-pid", self, startTime - 1));
        records.keep(record("not-started", 0, 0));

        assertThat(records.alive()).extracting(ProcessRecord::name).containsExactly("same");
    }

    @Test
    void keepsRecordsFromOthers() throws IOException {
        records.keep(record("order-1", self, 1));

        var mode = Files.getPosixFilePermissions(folder.run().resolve("order-1.json"));
        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    }

    @Test
    void leavesOutAFileThatWasCutShort() throws IOException {
        Files.writeString(folder.run().resolve("half.json"), "{\"name\": \"ha");

        assertThat(records.all()).isEmpty();
    }

    @Test
    void forgets() throws IOException {
        records.keep(record("order-1", self, 1));
        records.forget("order-1");
        records.forget("never-there");

        assertThat(records.all()).isEmpty();
    }

    private static ProcessRecord record(String name, long pid, long startTime) {
        return new ProcessRecord(
                name,
                ProcessRecord.Kind.NODE,
                "order",
                "1.0",
                pid,
                startTime,
                4000,
                "",
                List.of("java", "-jar"),
                Map.of("management", 4000),
                "TERM");
    }
}
