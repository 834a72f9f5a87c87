package io.lamplighter.indices;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indices that installed parts contribute, each with its own place in the journal. */
@Component(service = IndexBoard.class, configurationPid = IndicesConfig.PID, immediate = true)
@Designate(ocd = IndicesConfig.class)
public final class IndexBoard {
  private static final Logger LOG = LoggerFactory.getLogger(IndexBoard.class);
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,60}");

  private final Function<JournalReader, Runnable> journal;
  private final UnitOfWork work;
  private final House house;
  private final Runnable goodbye;
  private final SortedMap<String, Following> following = new TreeMap<>();
  private final List<Index> waiting = new ArrayList<>();

  /**
   * @param end no entry is read for it any more when this returns
   */
  private record Following(Index index, Runnable end) {}

  @Activate
  public IndexBoard(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=indices)") UnitOfWork work) {
    this(reader -> registered(context, reader), work, new Neighbours(context));
  }

  private IndexBoard(
      Function<JournalReader, Runnable> journal, UnitOfWork work, Neighbours neighbours) {
    this(journal, work, neighbours.house(), neighbours::close);
  }

  /**
   * @param journal takes a reader on, and gives what ends that
   * @param goodbye lets the neighbours go
   */
  IndexBoard(
      Function<JournalReader, Runnable> journal, UnitOfWork work, House house, Runnable goodbye) {
    this.journal = journal;
    this.work = work;
    this.house = house;
    this.goodbye = goodbye;
  }

  private static Runnable registered(BundleContext context, JournalReader reader) {
    return context.registerService(JournalReader.class, reader, null)::unregister;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(Index index) {
    if (!CODE.matcher(index.code()).matches() || index.edition() < 1 || index.types().isEmpty()) {
      LOG.warn("The index {} has no code, edition or types: it is left out", index.getClass());
      return;
    }
    synchronized (following) {
      if (following.containsKey(index.code())) {
        LOG.warn("There is an index {} already: {} waits for it", index.code(), index.getClass());
        waiting.add(index);
        return;
      }
      IndexReader reader = new IndexReader(index, work, house::zone);
      following.put(index.code(), new Following(index, journal.apply(reader)));
    }
  }

  /** Its batch in hand is finished first; its figures stay, and another one of its code goes on. */
  void remove(Index index) {
    Following gone;
    synchronized (following) {
      if (waiting.remove(index)) {
        return;
      }
      gone = following.get(index.code());
      if (gone == null || gone.index() != index) {
        return;
      }
      following.remove(index.code());
    }
    gone.end().run();
    next(index.code()).ifPresent(this::add);
  }

  private Optional<Index> next(String code) {
    synchronized (following) {
      Optional<Index> next = waiting.stream().filter(one -> one.code().equals(code)).findFirst();
      next.ifPresent(waiting::remove);
      return next;
    }
  }

  @Deactivate
  void stop() {
    List<Following> left;
    synchronized (following) {
      left = new ArrayList<>(following.values());
      following.clear();
      waiting.clear();
    }
    left.forEach(one -> one.end().run());
    goodbye.run();
  }

  UnitOfWork work() {
    return work;
  }

  House house() {
    return house;
  }

  /** By their codes. */
  List<Index> all() {
    synchronized (following) {
      return following.values().stream().map(Following::index).toList();
    }
  }

  /**
   * @throws Refusal.NotFound {@code index.unknown}
   */
  Index get(String code) {
    synchronized (following) {
      Following found = following.get(code);
      if (found == null) {
        throw new Refusal.NotFound(
            "index.unknown",
            new Text("No installed part contributes such an index", "没有已安装的部件提供该指标"));
      }
      return found.index();
    }
  }
}
