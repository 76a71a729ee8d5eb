package dev.souk.local.command;

import dev.souk.local.config.Environment;
import dev.souk.local.folder.DataFolder;
import dev.souk.local.progress.Progress;
import dev.souk.local.progress.Refused;
import dev.souk.local.shop.Parts;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data folder, an option of every command. */
final class FolderOption {

    static final String HOME = "souk.home";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the shop keeps everything. Default: .souk in the folder of the project.")
    private @Nullable Path data;

    /** The folder of the project. */
    static Path home() {
        return Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
    }

    DataFolder folder() {
        return new DataFolder(data == null ? home().resolve(".souk") : data);
    }

    /** The parts of a shop that was started before. */
    Parts parts(Progress progress) throws IOException {
        var folder = folder();
        if (!Files.isDirectory(folder.run())) {
            throw new Refused(
                    "there is no shop in " + folder.root() + "; `deploy/souk up` makes one");
        }
        return Parts.of(home(), folder, Environment.kept(folder), progress);
    }
}
