package io.lamplighter.answers;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.knowledge.Knowledge;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Records;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.triage.NormalForm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What whoever moves answers stands on, for the parts of this bundle. It holds nobody: knowledge,
 * systems and network may be missing, and whoever is replaced is waited for when he is asked.
 */
@Component(service = AnswerDesk.class, configurationPid = AnswersConfig.PID)
@Designate(ocd = AnswersConfig.class)
public final class AnswerDesk {
  private final Neighbours neighbours;
  private final TimeLimit limit;
  private final Pace pace;
  private final Tools tools;
  private final Seeking seeking;

  @Activate
  public AnswerDesk(BundleContext context, AnswersConfig config) {
    Path own = DataFolder.of(context).own("answers");
    NormalForm form = NormalForm.load();
    Words words = Words.load(own);
    Rules rules = Rules.of(config);
    Duration lookup = Duration.ofSeconds(config.lookupSeconds());
    limit = new TimeLimit(lookup);
    pace = Pace.of(lookup);
    neighbours = new Neighbours(context);
    UnitOfWork work =
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=answers)").service();
    Desk desk = neighbours.of(Desk.class).service();
    tools =
        new Tools(
            work,
            neighbours.of(Journal.class).service(),
            new Agenda(work, neighbours.clock(), Tools.AGENDA, pace.lease()),
            neighbours.house(),
            desk,
            rules,
            new Figures());
    Supplier<@Nullable Knowledge> knowledge = neighbours.of(Knowledge.class)::expected;
    Supplier<@Nullable Lookups> lookups = neighbours.of(Lookups.class)::expected;
    Supplier<@Nullable Records> records = neighbours.of(Records.class)::expected;
    Supplier<@Nullable Network> network = neighbours.of(Network.class)::expected;
    Supplier<ZoneId> zone = tools.house()::zone;
    seeking =
        new Seeking(
            tools,
            new Seeking.Guard(form, neighbours.of(Judge.class).service(), Topics.load(own, form)),
            List.of(
                new ProgressSource(desk, words, zone),
                new OutageSource(
                    new PlannedOutages(records, network),
                    new Faults(desk, config.faultReports()),
                    words,
                    zone),
                new BillSource(lookups, config.billLookup(), words, zone),
                new ArticleSource(knowledge, words)),
            knowledge,
            limit);
  }

  @Deactivate
  void stop() {
    limit.close();
    neighbours.close();
  }

  Tools tools() {
    return tools;
  }

  Pace pace() {
    return pace;
  }

  Seeking seeking() {
    return seeking;
  }
}
