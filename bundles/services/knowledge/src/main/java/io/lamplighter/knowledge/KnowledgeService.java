package io.lamplighter.knowledge;

import io.lamplighter.api.knowledge.Article;
import io.lamplighter.api.knowledge.Knowledge;
import io.lamplighter.api.knowledge.Question;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The knowledge, for whoever answers customers. */
@Component(service = Knowledge.class)
public final class KnowledgeService implements Knowledge {
  private final Tools tools;
  private final Answering answering;
  private final Gaps gaps;

  @Activate
  public KnowledgeService(@Reference KnowledgeDesk desk) {
    this(desk.tools(), desk.answering(), desk.gaps());
  }

  KnowledgeService(Tools tools, Answering answering, Gaps gaps) {
    this.tools = tools;
    this.answering = answering;
    this.gaps = gaps;
  }

  @Override
  public Optional<Article> answer(Question question) {
    String region = question.region().isEmpty() ? tools.house().region() : question.region();
    Near found = answering.answer(question.text(), region, tools.day(question.at()));
    return Optional.ofNullable(found).map(near -> article(near, question.locale()));
  }

  static Article article(Near near, Locale locale) {
    Edition edition = near.edition();
    Content says = edition.says();
    return new Article(
        edition.no(),
        edition.edition(),
        says.title().in(locale),
        says.text().in(locale),
        says.source().in(locale),
        says.validTo(),
        near.likelihood());
  }

  @Override
  public void gap(Question question, String requestNo) {
    // Who is in danger, complains or reports somebody has not asked for an article.
    if (answering.mayBeGap(question.text())) {
      gaps.note(question.text(), question.region(), requestNo, question.at());
    }
  }
}
