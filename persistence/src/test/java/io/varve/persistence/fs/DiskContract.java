package io.varve.persistence.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In what the real disk and the forgetful one must agree, as long as nothing crashes. */
abstract class DiskContract {
  private Disk disk;
  private Path dir;

  abstract Disk disk();

  abstract Path root();

  @BeforeEach
  void createDirectory() throws IOException {
    disk = disk();
    dir = root().resolve("a/b");
    Directories.createDurably(disk, dir);
  }

  @Test
  void appendsAndReadsAnywhere() throws IOException {
    Path file = dir.resolve("f");
    try (DiskFile open = disk.create(file)) {
      open.append(bytes("hello "));
      open.append(bytes("world"));
      open.force();
      assertThat(open.size()).isEqualTo(11);
      ByteBuffer some = ByteBuffer.allocate(4);
      assertThat(open.read(3, some)).isEqualTo(4);
      assertThat(some.array()).asString(US_ASCII).isEqualTo("lo w");
      assertThat(open.read(9, some.clear())).isEqualTo(2);
      assertThat(open.read(11, some.clear())).isEqualTo(-1);
    }
    try (DiskFile open = disk.openAppend(file)) {
      open.truncate(5);
      open.append(bytes("!"));
    }
    assertThat(content(file)).isEqualTo("hello!");
    assertThat(disk.size(file)).isEqualTo(6);
  }

  @Test
  void namesAreTakenOnce() throws IOException {
    Path a = write("a", "1");
    assertThatThrownBy(() -> disk.create(a)).isInstanceOf(FileAlreadyExistsException.class);
    disk.link(a, dir.resolve("b"));
    assertThatThrownBy(() -> disk.link(a, dir.resolve("b")))
        .isInstanceOf(FileAlreadyExistsException.class);
    disk.delete(a);
    assertThat(content(dir.resolve("b"))).isEqualTo("1");
  }

  @Test
  void aRenameReplaces() throws IOException {
    Path a = write("a", "1");
    Path b = write("b", "2");
    try (DiskFile open = disk.openRead(b)) {
      disk.rename(a, b);
      assertThat(open.size()).isEqualTo(1);
    }
    assertThat(content(b)).isEqualTo("1");
    assertThat(disk.exists(a)).isFalse();
    disk.forceDirectory(dir);
  }

  @Test
  void listsInOrder() throws IOException {
    write("b", "");
    write("a", "");
    disk.createDirectories(dir.resolve("c"));
    assertThat(disk.list(dir))
        .containsExactly(dir.resolve("a"), dir.resolve("b"), dir.resolve("c"));
    assertThat(disk.isDirectory(dir.resolve("c"))).isTrue();
    assertThat(disk.isDirectory(dir.resolve("a"))).isFalse();
  }

  @Test
  void whatIsNotThere() throws IOException {
    Path none = dir.resolve("none");
    assertThat(disk.exists(none)).isFalse();
    assertThatThrownBy(() -> disk.openRead(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.openAppend(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.delete(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.size(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.list(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.rename(none, dir.resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.create(none.resolve("deeper")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.forceDirectory(none)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void onlyEmptyDirectoriesGo() throws IOException {
    Path file = write("f", "");
    assertThatThrownBy(() -> disk.delete(dir)).isInstanceOf(DirectoryNotEmptyException.class);
    disk.delete(file);
    disk.delete(dir);
    assertThat(disk.exists(dir)).isFalse();
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    try (DiskFile open = disk.create(file)) {
      open.append(bytes(text));
    }
    return file;
  }

  private String content(Path file) throws IOException {
    try (DiskFile open = disk.openRead(file)) {
      ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(open.size()));
      open.read(0, all);
      return new String(all.array(), US_ASCII);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
