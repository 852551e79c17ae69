package io.varve.persistence.fs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A directory: the names that processes see, and for each name that was changed since the last
 * force everything that it stood for since then, any of which a crash may bring back.
 */
final class DirectoryInode implements Inode {
  final TreeMap<String, Inode> names = new TreeMap<>();
  private final Map<String, List<Optional<Inode>>> history = new TreeMap<>();

  /** Changes a name; empty removes it. */
  void change(String name, Optional<Inode> now) {
    history
        .computeIfAbsent(name, n -> new ArrayList<>(List.of(Optional.ofNullable(names.get(n)))))
        .add(now);
    now.ifPresentOrElse(inode -> names.put(name, inode), () -> names.remove(name));
  }

  void force() {
    history.clear();
  }

  /** Some of the names become durable: what a force that fails may leave behind. */
  void forceSome(SplittableRandom random) {
    history.keySet().removeIf(_ -> random.nextBoolean());
  }

  /** What a crash leaves, with everything below it. */
  DirectoryInode survivor(Survival survival, Map<Inode, Inode> survivors) {
    DirectoryInode left = new DirectoryInode();
    survivors.put(this, left);
    Map<String, Inode> found = new TreeMap<>(names);
    history.forEach(
        (name, states) ->
            survival
                .choose(states)
                .ifPresentOrElse(inode -> found.put(name, inode), () -> found.remove(name)));
    found.forEach((name, inode) -> left.names.put(name, survival.survivor(inode, survivors)));
    return left;
  }
}
