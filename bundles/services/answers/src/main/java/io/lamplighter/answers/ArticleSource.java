package io.lamplighter.answers;

import io.lamplighter.api.Text;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.knowledge.Article;
import io.lamplighter.api.knowledge.Knowledge;
import io.lamplighter.api.knowledge.Question;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An approved article of the knowledge, with its number, source and validity.
 *
 * @param knowledge null where there is none
 */
record ArticleSource(Supplier<@Nullable Knowledge> knowledge, Words words) implements Source {
  private static final Text LANGUAGE = new Text("en", "zh");

  static Question question(Asked asked) {
    Locale locale = Locale.forLanguageTag(LANGUAGE.asWritten(asked.text()));
    return new Question(asked.text(), asked.request().region(), locale, asked.now());
  }

  @Override
  public Optional<Found> seek(Asked asked) {
    Knowledge known = knowledge.get();
    return known == null
        ? Optional.empty()
        : known.answer(question(asked)).map(article -> found(asked, article));
  }

  private Found found(Asked asked, Article article) {
    String text =
        words.of(
            "article",
            asked.text(),
            Map.of(
                "no", article.no(),
                "version", Integer.toString(article.version()),
                "title", article.title(),
                "source", article.source(),
                "text", article.text()));
    if (article.validTo() != null) {
      Map<String, String> until = Map.of("validTo", article.validTo().toString());
      text += words.of("article-until", asked.text(), until);
    }
    return new Found(
        AnswerSource.ARTICLE, text, article.no(), article.version(), article.likelihood());
  }
}
