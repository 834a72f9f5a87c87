package io.lamplighter.camel;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of this process and of PostgreSQL's. */
final class ProcessorTime {
  private final long postmaster;

  ProcessorTime(long postmaster) {
    this.postmaster = postmaster;
  }

  Duration now() {
    Stream<ProcessHandle> database =
        ProcessHandle.of(postmaster).stream()
            .flatMap(server -> Stream.concat(Stream.of(server), server.children()));
    return Stream.concat(Stream.of(ProcessHandle.current()), database)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
