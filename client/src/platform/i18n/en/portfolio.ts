import type { Same } from '../catalogue.ts';
import type { portfolio as fr } from '../fr/portfolio.ts';

export const portfolio: Same<typeof fr> = {
  'portfolio.title': 'Mass valuation', 'portfolio.run': 'Run', 'portfolio.new': 'Value the portfolio', 'portfolio.start': 'Start the computation', 'portfolio.name': 'Name', 'portfolio.day': 'Valuation date',
  'portfolio.months': 'Sales of the last months', 'portfolio.zones': 'Divided by', 'portfolio.districts': 'districts of the register', 'portfolio.fewest': 'Sales at least',
  'portfolio.fewest.hint': 'below it the whole commune’s price serves', 'portfolio.factors': 'Factor by condition', 'portfolio.class.unknown': 'not known', 'portfolio.limits': 'Outlier beyond',
  'portfolio.jump': 'Change of value (%)', 'portfolio.spread': 'Spread of prices (%)', 'portfolio.times': 'Area, times the median',
  'portfolio.how': 'Value = area × median price of a m² of the use in the zone × factor. Inputs are frozen with their hash; a use without a market, an unknown area or no sale gives no value.',
  'portfolio.empty': 'No mass valuation', 'portfolio.empty.why': 'Import sales, then value the portfolio by zone, use and condition.', 'portfolio.run.computing': 'computing', 'portfolio.run.draft': 'draft',
  'portfolio.run.adopted': 'adopted', 'portfolio.run.dropped': 'dropped', 'portfolio.computing': 'Mass valuation', 'portfolio.ended': 'This computation did not end: nothing of it is left.', 'portfolio.adoptedby': 'by {name}',
  'portfolio.adopt': 'Adopt', 'portfolio.own': 'Another person adopts it.', 'portfolio.drop': 'Drop', 'portfolio.done': 'Run adopted.', 'portfolio.file': 'Table, XLSX', 'portfolio.check': 'Compute again',
  'portfolio.same': 'The frozen inputs give the same values and the same hash.', 'portfolio.differs': 'The frozen inputs no longer give these values.', 'portfolio.total': 'Value of the portfolio',
  'portfolio.total.of': '{n, plural, one {# property valued} other {# properties valued}}', 'portfolio.held.of': 'to settle before adoption', 'portfolio.held.first': 'Settle {n} outliers first.', 'portfolio.hash': 'Hash',
  'portfolio.hash.of': 'of the frozen inputs', 'portfolio.prices': 'Frozen prices of a m²', 'portfolio.prices.of': '{months} months up to {day}', 'portfolio.few': 'too few', 'portfolio.change': 'What changed',
  'portfolio.since': 'since {day}', 'portfolio.why': 'Cause', 'portfolio.part.area': 'areas', 'portfolio.part.price': 'market prices', 'portfolio.part.place': 'use or zone', 'portfolio.part.class': 'condition',
  'portfolio.part.new': 'properties added', 'portfolio.part.gone': 'properties gone', 'portfolio.difference': 'Difference', 'portfolio.lines': 'Lines', 'portfolio.state': 'Standing', 'portfolio.line.valued': 'counts',
  'portfolio.line.held': 'outlier', 'portfolio.line.accepted': 'accepted', 'portfolio.line.excluded': 'left out', 'portfolio.line.none': 'not valued', 'portfolio.none.no_market': 'use without a market',
  'portfolio.none.no_area': 'area not known', 'portfolio.none.no_evidence': 'no sale', 'portfolio.none.within': 'within a property valued', 'portfolio.outlier': 'Outlier', 'portfolio.outlier.jump': 'far from the run before',
  'portfolio.outlier.valuation': 'far from the signed valuation', 'portfolio.outlier.spread': 'scattered prices', 'portfolio.outlier.area': 'extreme area', 'portfolio.wider': '(whole commune)', 'portfolio.value': 'Value',
  'portfolio.before': 'Value before', 'portfolio.formula': 'Computation', 'portfolio.accept': 'Accept the value', 'portfolio.exclude': 'Leave it out', 'portfolio.reason': 'Reason', 'portfolio.reason.needed': 'Write the reason.',
};
