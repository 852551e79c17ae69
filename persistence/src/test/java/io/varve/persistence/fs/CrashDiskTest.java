package io.varve.persistence.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The disk must be as nasty as promised, or the tests built on it prove nothing. */
final class CrashDiskTest {
  private static final Path DIR = Path.of("/d");
  private static final Path A = DIR.resolve("a");
  private static final Path B = DIR.resolve("b");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void whatWasForcedSurvives() throws IOException {
    for (int i = 0; i < 100; i++) {
      CrashDisk disk = durableFile("forced");
      append(disk, A, " and not");
      CrashDisk after = disk.crash(random.nextLong());
      assertThat(read(after, A)).startsWith("forced");
    }
  }

  @Test
  void unforcedBytesMayBeLostKeptOrTorn() throws IOException {
    Set<Integer> sizes = new HashSet<>();
    boolean hole = false;
    for (int i = 0; i < 400; i++) {
      CrashDisk disk = durableFile("");
      append(disk, A, "x".repeat(2000));
      String left = read(disk.crash(random.nextLong()), A);
      sizes.add(left.length());
      hole |= left.matches("(?s).*[^x]x+$");
    }
    assertThat(sizes).contains(0, 2000).hasSizeGreaterThan(20);
    assertThat(hole).as("a later sector kept, an earlier one lost").isTrue();
  }

  @Test
  void aRenameDoesNotMakeBytesDurable() throws IOException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      CrashDisk disk = durableFile("old");
      disk.create(B).append(ByteBuffer.wrap("new".getBytes(US_ASCII)));
      disk.rename(B, A);
      disk.forceDirectory(DIR);
      seen.add(read(disk.crash(random.nextLong()), A));
    }
    assertThat(seen).contains("", "new").doesNotContain("old");
  }

  @Test
  void anUnforcedNameMayStandForWhatItStoodFor() throws IOException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      CrashDisk disk = durableFile("old");
      try (DiskFile file = disk.create(B)) {
        file.append(ByteBuffer.wrap("new".getBytes(US_ASCII)));
        file.force();
      }
      disk.rename(B, A);
      CrashDisk after = disk.crash(random.nextLong());
      seen.add(read(after, A) + (after.exists(B) ? "+" : ""));
    }
    assertThat(seen).containsExactlyInAnyOrder("old", "old+", "new", "new+");
  }

  @Test
  void afterAFailedForceTheNextOneStoresNothing() throws IOException {
    boolean lost = false;
    for (int i = 0; i < 100; i++) {
      CrashDisk disk = durableFile("");
      disk.faults(
          (call, _, _) ->
              call == DiskCall.FORCE ? DiskFaults.Fault.IO_ERROR : DiskFaults.Fault.NONE);
      try (DiskFile file = disk.openAppend(A)) {
        file.append(ByteBuffer.wrap("gone".getBytes(US_ASCII)));
        assertThatThrownBy(file::force).hasMessageContaining("Input/output error");
        disk.faults(DiskFaults.NONE);
        file.force();
      }
      assertThat(read(disk, A)).isEqualTo("gone");
      lost |= !read(disk.crash(random.nextLong()), A).equals("gone");
    }
    assertThat(lost).isTrue();
  }

  @Test
  void theCallItCrashesInIsNotDurableAndTheDiskIsGone() throws IOException {
    CrashDisk disk = durableFile("");
    append(disk, A, "x");
    DiskFile file = disk.openAppend(A);
    disk.crashAt(disk.calls() + 1);
    assertThatThrownBy(file::force).isInstanceOf(CrashedException.class);
    assertThatThrownBy(() -> disk.exists(A)).isInstanceOf(CrashedException.class);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      seen.add(read(disk.crash(random.nextLong()), A));
    }
    assertThat(seen).contains("", "x");
  }

  @Test
  void aKilledProcessLosesNothingAndMakesNothingDurable() throws IOException {
    CrashDisk disk = durableFile("");
    append(disk, A, "x");
    CrashDisk after = disk.kill(1);
    assertThat(read(after, A)).isEqualTo("x");
    boolean lost = false;
    for (int i = 0; i < 50; i++) {
      lost |= read(after.crash(random.nextLong()), A).isEmpty();
    }
    assertThat(lost).isTrue();
  }

  @Test
  void aFullDiskTakesPartOfAnAppend() throws IOException {
    CrashDisk disk = durableFile("1234");
    disk.capacity(6);
    assertThatThrownBy(() -> append(disk, A, "5678")).hasMessageContaining("No space left");
    assertThat(disk.used()).isBetween(4L, 6L);
    disk.delete(A);
    assertThat(disk.used()).isZero();
  }

  private CrashDisk durableFile(String content) throws IOException {
    CrashDisk disk = new CrashDisk(random.nextLong());
    Directories.createDurably(disk, DIR);
    try (DiskFile file = disk.create(A)) {
      file.append(ByteBuffer.wrap(content.getBytes(US_ASCII)));
      file.force();
    }
    disk.forceDirectory(DIR);
    return disk;
  }

  private static void append(Disk disk, Path path, String text) throws IOException {
    try (DiskFile file = disk.openAppend(path)) {
      file.append(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
  }

  private static String read(Disk disk, Path path) throws IOException {
    try (DiskFile file = disk.openRead(path)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      file.read(0, bytes);
      return new String(bytes.array(), US_ASCII);
    }
  }
}
