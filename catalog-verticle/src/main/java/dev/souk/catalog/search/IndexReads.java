package dev.souk.catalog.search;

import dev.souk.catalog.app.ProductSearch.Hit;
import dev.souk.catalog.app.ProductSearch.Hits;
import dev.souk.catalog.app.ProductSearch.Query;
import dev.souk.catalog.app.ProductSearch.Ranked;
import dev.souk.catalog.app.ProductSearch.Sort;

import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads one state of the index. Blocks; for worker threads only. */
final class IndexReads {

    /** How far a ranking reaches. */
    private static final int MOST_RANKED = 1_000;

    private static final String FOUND = Fields.ID;

    private final IndexSearcher searcher;
    private final TextQuery texts;
    private final Highlights highlights;

    IndexReads(IndexSearcher searcher, TextQuery texts, TextAnalysis analysis) {
        this.searcher = searcher;
        this.texts = texts;
        this.highlights = new Highlights(searcher, analysis);
    }

    Hits search(Query query, int limit, Optional<Hit> after) throws IOException {
        var text = text(query);
        return query.sort() == Sort.RELEVANCE
                ? ranked(query, text, limit)
                : sorted(query, text, limit, after);
    }

    /** Facets of the whole query; highlights of the ranked products that are still there. */
    Hits reread(Query query, List<Ranked> ranked) throws IOException {
        var text = text(query);
        var facets = searcher.search(filtered(query, text), new FacetCounts());
        var ids = ranked.stream().map(one -> new BytesRef(one.id().toString())).toList();
        var docs = searcher.search(new TermInSetQuery(Fields.ID, ids), ranked.size());
        var found = hits(text, docs.scoreDocs);
        var byId = new HashMap<UUID, Hit>();
        found.forEach(hit -> byId.put(hit.id(), hit));
        var hits = new ArrayList<Hit>();
        for (var one : ranked) {
            var hit = byId.get(one.id());
            var marks = hit == null ? Map.<String, String>of() : hit.highlights();
            hits.add(new Hit(one.id(), one.score(), "", marks));
        }
        return new Hits(hits, facets, List.of());
    }

    /** Only the best fits, with nothing else. */
    List<ScoreDoc> best(String text, int limit) throws IOException {
        var strict = searcher.search(texts.all(text), limit).scoreDocs;
        return List.of(
                strict.length > 0 ? strict : searcher.search(texts.most(text), limit).scoreDocs);
    }

    private Hits ranked(Query query, org.apache.lucene.search.Query text, int limit)
            throws IOException {
        var whole = filtered(query, text);
        var docs = searcher.search(whole, MOST_RANKED);
        var ranking = new ArrayList<Ranked>();
        for (var doc : docs.scoreDocs) {
            ranking.add(new Ranked(id(doc), doc.score));
        }
        var first = docs.scoreDocs.length > limit ? firstOf(docs.scoreDocs, limit) : docs.scoreDocs;
        return new Hits(hits(text, first), searcher.search(whole, new FacetCounts()), ranking);
    }

    private Hits sorted(
            Query query, org.apache.lucene.search.Query text, int limit, Optional<Hit> after)
            throws IOException {
        var whole = filtered(query, text);
        var sort = sort(query.sort());
        var docs =
                after.isEmpty()
                        ? searcher.search(whole, limit, sort, true)
                        : searcher.searchAfter(
                                position(query.sort(), after.get()), whole, limit, sort, true);
        return new Hits(
                hits(text, docs.scoreDocs), searcher.search(whole, new FacetCounts()), List.of());
    }

    /**
     * Strict where that finds anything, else lenient; misspelt words are resolved here, once for
     * all that is done with it.
     */
    private org.apache.lucene.search.Query text(Query query) throws IOException {
        var strict = searcher.rewrite(texts.all(query.text()));
        var any = searcher.search(filtered(query, strict), 1).totalHits;
        return any.value == 0 && any.relation == TotalHits.Relation.EQUAL_TO
                ? searcher.rewrite(texts.most(query.text()))
                : strict;
    }

    private static org.apache.lucene.search.Query filtered(
            Query query, org.apache.lucene.search.Query text) {
        var all = new BooleanQuery.Builder().add(text, Occur.MUST);
        if (query.category() != null) {
            all.add(term(Fields.CATEGORY_SLUG, query.category()), Occur.FILTER);
        }
        if (query.brand() != null) {
            all.add(term(Fields.BRAND_NAME, query.brand()), Occur.FILTER);
        }
        if (query.minPrice() != null || query.maxPrice() != null) {
            var min = Objects.requireNonNullElse(query.minPrice(), 0L);
            var max = Objects.requireNonNullElse(query.maxPrice(), Long.MAX_VALUE);
            all.add(LongPoint.newRangeQuery(Fields.PRICE, min, max), Occur.FILTER);
        }
        if (query.inStock() != null) {
            var wanted = ProductDocument.inStock(query.inStock());
            all.add(term(Fields.IN_STOCK, wanted), Occur.FILTER);
        }
        return all.build();
    }

    private static org.apache.lucene.search.Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static org.apache.lucene.search.Sort sort(Sort sort) {
        var cheapest = new SortField(Fields.PRICE, SortField.Type.LONG);
        var dearest = new SortField(Fields.PRICE, SortField.Type.LONG, true);
        var oldest = new SortField(Fields.ID, SortField.Type.STRING);
        var newest = new SortField(Fields.ID, SortField.Type.STRING, true);
        return switch (sort) {
            case RELEVANCE -> org.apache.lucene.search.Sort.RELEVANCE;
            case CHEAPEST -> new org.apache.lucene.search.Sort(cheapest, oldest);
            case DEAREST -> new org.apache.lucene.search.Sort(dearest, newest);
            case NEWEST -> new org.apache.lucene.search.Sort(newest);
        };
    }

    /** No product has the position's doc and another sort value: the id is the last of them. */
    private FieldDoc position(Sort sort, Hit after) {
        var id = new BytesRef(after.id().toString());
        var values =
                sort == Sort.NEWEST
                        ? new Object[] {id}
                        : new Object[] {Long.valueOf(after.sortKey()), id};
        var lastDoc = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        return new FieldDoc(lastDoc, Float.NaN, values);
    }

    private List<Hit> hits(org.apache.lucene.search.Query text, ScoreDoc[] docs)
            throws IOException {
        var marks = highlights.of(text, docs);
        var hits = new ArrayList<Hit>(docs.length);
        for (var i = 0; i < docs.length; i++) {
            var score = Float.isNaN(docs[i].score) ? 0 : docs[i].score;
            hits.add(new Hit(id(docs[i]), score, sortKey(docs[i]), marks.get(i)));
        }
        return hits;
    }

    private static String sortKey(ScoreDoc doc) {
        return doc instanceof FieldDoc sorted && sorted.fields[0] instanceof Long price
                ? price.toString()
                : "";
    }

    private UUID id(ScoreDoc doc) throws IOException {
        var document = searcher.storedFields().document(doc.doc, Set.of(FOUND));
        return UUID.fromString(document.get(FOUND));
    }

    private static ScoreDoc[] firstOf(ScoreDoc[] docs, int limit) {
        return java.util.Arrays.copyOf(docs, limit);
    }
}
