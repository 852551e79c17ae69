package io.varve.persistence.fs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one crash lets survive of what was not forced. One crash in four forgets all of it, one in
 * eight nothing, and the others choose anew for every name and sector.
 */
final class Survival {
  private enum Mode {
    NOTHING,
    EVERYTHING,
    SOME
  }

  private final SplittableRandom random;
  private final Mode mode;

  Survival(long seed) {
    random = new SplittableRandom(seed);
    int eighth = random.nextInt(8);
    mode = eighth < 2 ? Mode.NOTHING : eighth == 2 ? Mode.EVERYTHING : Mode.SOME;
  }

  /** The first state is the durable one, the last the present one. */
  Optional<Inode> choose(List<Optional<Inode>> states) {
    return switch (mode) {
      case NOTHING -> states.getFirst();
      case EVERYTHING -> states.getLast();
      case SOME -> states.get(random.nextInt(states.size()));
    };
  }

  Inode survivor(Inode inode, Map<Inode, Inode> survivors) {
    Inode known = survivors.get(inode);
    if (known != null) {
      return known;
    }
    Inode left =
        switch (inode) {
          case DirectoryInode directory -> directory.survivor(this, survivors);
          case FileInode file ->
              switch (mode) {
                case NOTHING -> FileInode.of(file.durable());
                case EVERYTHING -> FileInode.of(file.present());
                case SOME -> FileInode.of(file.partly(random));
              };
        };
    survivors.put(inode, left);
    return left;
  }
}
