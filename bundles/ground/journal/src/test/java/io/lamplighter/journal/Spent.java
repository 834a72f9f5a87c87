package io.lamplighter.journal;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What something took.
 *
 * @param wall seconds passed
 * @param cpu seconds of processor time, of this JVM and all processes of its PostgreSQL server; a
 *     process that ended meanwhile is missing
 */
record Spent(double wall, double cpu) {

  /** Something that may fail. */
  interface Work {
    void run() throws Exception;
  }

  static Spent on(Work work) throws Exception {
    ProcessHandle server =
        ProcessHandle.of(Long.parseLong(Node.one("SELECT pg_backend_pid()")))
            .flatMap(ProcessHandle::parent)
            .orElseThrow();
    double cpu = cpu(server);
    long start = System.nanoTime();
    work.run();
    return new Spent((System.nanoTime() - start) / 1e9, cpu(server) - cpu);
  }

  private static double cpu(ProcessHandle server) {
    return Stream.concat(Stream.of(ProcessHandle.current(), server), server.descendants())
            .map(process -> process.info().totalCpuDuration())
            .flatMap(Optional::stream)
            .mapToDouble(Duration::toMillis)
            .sum()
        / 1e3;
  }
}
