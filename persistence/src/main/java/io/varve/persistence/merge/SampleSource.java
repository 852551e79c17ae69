package io.varve.persistence.merge;

import io.varve.persistence.chunk.SampleIterator;
import java.util.Collection;

/** Samples of one series between two times, not opened before they are needed. */
public sealed interface SampleSource {

  /** What is added to the generation of a head window to rank it behind every block. */
  long HEAD_PRIORITY = 1L << 62;

  /** No sample is before this time, in ms. */
  long minT();

  /** No sample is after this time, in ms. */
  long maxT();

  /** A run of samples in rising order of time: a chunk, a series in a block. */
  non-sealed interface Run extends SampleSource {
    /**
     * Who wins where two runs have a sample of one time: the lower number, which is the one that
     * was stored first. Blocks have their commit ordinal, windows of the head {@link
     * #HEAD_PRIORITY} plus their generation. Runs that have no time in common, such as the chunks
     * of one window, may be equal.
     */
    long priority();

    /** Opens the run, before its first sample. Called at most once. */
    SampleIterator open();
  }

  /** Several runs that it takes some reading to know: a window of the head. */
  non-sealed interface Group extends SampleSource {
    /** Finds the runs, or groups again, none of which is outside the group's times. */
    Collection<? extends SampleSource> parts();
  }
}
