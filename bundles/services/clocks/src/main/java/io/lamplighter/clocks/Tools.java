package io.lamplighter.clocks;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import java.util.function.Supplier;

/**
 * What all share that move clocks by themselves.
 *
 * @param book the rules in force
 * @param whom who is told
 * @param agenda when something is to be said of each clock
 * @param time the database's
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    Supplier<RuleBook> book,
    Whom whom,
    Agenda agenda,
    TrueTime time) {}
