package io.varve.persistence.manifest;

/** Hears of every commit, in order, before those who asked for it do. Must be quick. */
@FunctionalInterface
public interface CommitListener {
  /**
   * @param begunNanos a moment before the commit began, by the monotonic clock
   */
  void committed(ManifestVersion before, ManifestVersion after, long begunNanos);
}
