package io.varve.persistence.objectstore;

import io.varve.persistence.fs.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the disk of this machine. */
final class FileObjectStoreTest extends ObjectStoreContract {
  @TempDir Path directory;

  @Override
  protected ObjectStore open() throws IOException {
    return new FileObjectStore(new RealDisk(), directory.resolve("deep/store"));
  }

  @Override
  protected ObjectBody localFile(byte[] bytes) throws IOException {
    return new ObjectBody.LocalFile(Files.write(directory.resolve("local"), bytes), bytes.length);
  }
}
