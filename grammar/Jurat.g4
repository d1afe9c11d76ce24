// The Jurat language. Keywords are ordinary names wherever no clause or operator can stand: `word` holds them all,
// `name` those that may begin an expression. Only the words of the section "Reserved" are never names.
// Alternatives are told apart by few tokens, so that SLL prediction suffices for every valid file
// (tests/syntax holds the whole corpus to that, and to having no ambiguity).
// A rule must not be named like a member of ParserRuleContext (exception, start, stop, parent, children).
grammar Jurat;

// ---- files
file : head? use* declaration* EOF ;

head
    : 'pack' dotted '{' clause* '}'
    | 'in' 'pack' dotted
    ;

use    : 'use' dotted ('as' alias=word)? ;
dotted : word ('.' word)* ;

// ---- declarations
declaration
    : choice | entity | unit | calendar | rates | parameter | dataTable | decisionTable | define | amount | benefit
    | norm | controls | section | statement | test
    ;

choice : 'choice' id=word ordered='ordered'? '{' option* '}' ;
option : id=optionName caption=text optionTail* nested? ;
nested : '{' option* '}' ;
optionTail
    : 'cites' cited=STRING
    | 'from' date=DATE
    | 'until' date=DATE
    ;

entity    : ('entity' | extend='extend' 'entity') id=word ('within' outer=word 'as' place ('ordered' 'by' series=word)?)?
            vocabulary ;
place     : 'one' word | word ;
vocabulary : '{' (common | fact | version)* '}' ;
fact      : 'fact' id=word per? ':' type factTail* ;
factTail
    : 'at' 'least' value
    | 'at' 'most' value
    | 'ask' text
    | 'about' text
    | 'renamed' 'from' word
    | 'rests' 'on' dotted (',' dotted)*
    | 'standard' STRING
    ;

per  : 'per' word ;
type
    : 'set' 'of' word orNone?
    | 'ref' word orNone?
    | word orNone?
    | ID argument=ID orNone?
    ;
orNone : 'or' 'none' ;

unit     : 'unit' id=word caption=text? ('equals' value)? ;
calendar : 'calendar' id=word tabular ;
rates    : 'rates' id=word tabular ;

parameter : 'parameter' id=word per? ':' type body ;
define    : 'define' id=word per? ('for' subject=word)? ':' type body ;
amount    : 'amount' id=word per? 'for' subject=word ':' type body ;
benefit   : 'benefit' id=word per? 'for' subject=word ':' type body ;
norm      : 'rule' id=word per? 'for' subject=word body ;
statement : 'statement' id=word ('for' subject=word)? body ;
controls  : 'controls' id=word 'for' subject=word vocabulary ;
section   : 'section' id=word ('for' subject=word)? '{' (clause | declaration)* '}' ;

dataTable     : 'table' id=word per tabular ;
decisionTable : 'table' id=word 'for' subject=word ':' type tabular ;
tabular       : '{' (common | hit)* row* '}' ;
hit           : 'hit' (word | 'any') ;
row           : '|' (cell '|')+ ;
cell
    : output='->' header=word ':' type
    | output='->' value
    | header=word ':' type
    | compare (operand | 'unknown')
    | range
    | 'any'
    | 'unknown'
    | until='until'
    | operand
    ;

body    : '{' (clause | version)* '}' ;
version : 'from' since=DATE ('until' ended=DATE)? (block | 'equals' condition citation) ;
block   : '{' clause* '}' ;

// ---- clauses; which of them a declaration may hold is for the checker to say
clause : common | bound ;
common
    : k='title' text
    | k='source' id=word STRING ('binding' | negated='not' 'binding')? ('pattern' pattern=STRING)?
    | k=('jurisdiction' | 'edition' | 'version') (STRING | ID | NUMBER | DATE)
    | k='language' NUMBER
    | k=('currency' | 'base' | 'month_end' | 'strength' | 'severity') ID
    | k='deadlines' ('as' 'counted' | 'roll' 'forward' 'in' dotted)
    | k=('time_zone' | 'as_stated' | 'as_enacted') text
    | k='waivers' 'at' 'most' value
    | k='called' 'for' 'when' condition
    | citation
    | k='status' ID ('from' DATE)?
    | k='dated' (DATE | year=NUMBER ('-' month=NUMBER)?)
    | k='supersedes' dotted 'from' DATE
    | k='effective' 'from' value ('until' value)?
    | k=('applies' | 'eligible' | 'met') 'when' condition
    | k=('requires' | 'forbids' | 'equals') condition
    | k='permits'
    | k='done' 'on' value
    | k='due' before='before'? value
    | k='per' word
    | k='exposes' (word | STRING) 'to' value (each='each' | once='once')? ('when' condition)? ('from' value)?
    | k='remedy' text
    | k='evidence' dotted
    | k='not' 'waivable'
    | k='confidence' (ID reading='reading'? | reading='reading')
    | k='note' text ('when' condition)?
    | k='reviewed' ID STRING ('on' DATE)? ('as' STRING)?
    | k='lint' ID ID STRING?
    | k='years' NUMBER 'to' NUMBER
    | k='weekend' '{' word (',' word)* ','? '}'
    | k='alternatives' '{' cap (',' cap)* ','? '}'
    | exception_
    ;
citation   : 'cites' (STRING | ID STRING | path) ;
path       : id=ID step* ;
step       : '.' word | '[' value ']' ;
bound      : 'at' edge=('most' | 'least') value ;
cap        : ((word | NUMBER) ':')? ('at' edge=('most' | 'least') | equals='equals') value ;
exception_ : 'except' id=word ('overrides' overridden+=word (',' overridden+=word)*)?
             ('from' since=DATE ('until' ended=DATE)?)? ('when' condition)? block ;

// ---- conditions, tight to loose
condition
    : 'not' inner=condition
    | lhs=condition op='and' rhs=condition
    | lhs=condition op='or' rhs=condition
    | limb
    ;
limb
    : quantifier=('any' | 'every' | 'no') domain 'has' limb
    | limbs
    | set
    | value tail?
    ;
tail
    : op=('<' | '<=' | '=' | '>=' | '>') operand
    | is='is' negated='not'? dotted
    | negated='not'? isin='in' set
    | 'includes' quantifier=('any' | 'all' | 'none') 'of' set
    | includes='includes' value
    | contains='contains' STRING
    ;
limbs
    : quantifier=('all' | 'any' | 'none') 'of' limbList
    | quantifier=('at' | 'exactly') 'least'? NUMBER 'of' limbList
    ;
limbList : '{' labelled (',' labelled)* ','? '}' ;
labelled : ((word | NUMBER) ':')? condition ;
compare  : '<' | '<=' | '=' | '>=' | '>' ;
operand  : value | set ;
domain
    : members
    | '(' members 'where' condition ')'
    ;
members  : name ('.' word)* ('in' set)? ;
set      : '{' (condition (',' condition)* ','?)? '}' ;

// ---- values, tight to loose
value
    : lhs=value op='at' rhs=value
    | op='-' inner=value
    | <assoc=right> lhs=value op='of' rhs=value
    | lhs=value op=('*' | '/') rhs=value
    | lhs=value op=('+' | '-') rhs=value
    | base=value op=('plus' | 'without') set
    | lhs=value op='in' currency=ID 'using' dotted 'on' rhs=value
    | op=('higher' | 'lower' | 'earlier' | 'later') 'of' lhs=value 'and' rhs=value
    | op=('higher' | 'lower' | 'earlier' | 'later') 'of' limbList
    | op=('sum' | 'highest' | 'lowest' | 'earliest' | 'latest') 'of' inner=value 'over' domain
    | lhs=value op='rounded' way=('up' | 'down' | 'half_even')? 'to' rhs=value
    | op='count' 'of' domain
    | op=('first' | 'last') domain
    | literal
    | chain
    ;
chain     : (name arguments? | previous='previous' | '(' condition ')') step* ;
arguments : '(' (condition (',' condition)*)? ')' ;
literal
    : currency=ID NUMBER
    | NUMBER 'percentage' 'points'
    | NUMBER working='working' 'days' 'in' dotted
    | NUMBER unitName?
    | PERCENT
    | DATE
    | MOMENT
    | STRING
    | 'yes'
    | 'no'
    | 'none'
    | 'as_of'
    ;
unitName : ID | 'days' | 'years' ;

// ---- tests
test     : 'test' STRING '{' testItem* '}' ;
testItem : given | asOf | expect | cases ;
given    : 'given' id=word subject=STRING? ('like' like=STRING)? (fields | '{' '}') ;
asOf     : 'as' 'of' (DATE | MOMENT) ;
cases    : 'cases' row+ ;  // `cases` is a name unless a row follows: see settleCases in engine/syntax
fields   : '{' field (',' field)* ','? '}' ;
field    : (word | 'as_of') ('[' index=word ']')? ':' item ;
item
    : fields
    | list
    | range
    | 'unknown'
    | operand
    ;
list     : '[' (item (',' item)* ','?)? ']' ;
range
    : 'at' 'least' value ('at' 'most' value)?
    | 'at' 'most' value
    ;
expect
    : 'expect' target ('is' outcome | compare (operand | 'unknown') | range | exposed)
    | 'expect' 'missing' '{' (dotted (',' dotted)* ','?)? '}' ('for' target)?
    ;
exposed
    : 'exposes' 'none' ('to' owed)?
    | 'exposes' (word | STRING) 'to' owed (state=ID | 'from' DATE)?
    ;
owed     : dotted ('[' index=word ']')? ;
target   : dotted ('[' index=word ']')? ('for' STRING)? ;
outcome  : word outcomeTail* ;
outcomeTail
    : 'due' (DATE | MOMENT)
    | 'next' (DATE | MOMENT)
    | 'could' 'be' '{' word (',' word)* ','? '}'
    | 'by' word
    | 'because' STRING
    ;
text     : STRING ('zh' zh=STRING)? ;

// ---- names
// After a dot, before a colon, as a declaration's own name, as a type: every keyword but the reserved ones.
word
    : ID | 'about' | 'alternatives' | 'amount' | 'applies' | 'as_enacted' | 'as_stated' | 'ask' | 'base' | 'be'
    | 'because' | 'benefit' | 'binding' | 'calendar' | 'called' | 'choice' | 'cites' | 'confidence'
    | 'controls' | 'could' | 'counted' | 'currency' | 'dated' | 'days' | 'deadlines' | 'define' | 'done' | 'due' | 'each'
    | 'edition' | 'effective' | 'eligible' | 'entity' | 'equals' | 'evidence' | 'expect' | 'exposes' | 'extend'
    | 'fact' | 'for' | 'forbids' | 'forward' | 'from' | 'given' | 'hit' | 'jurisdiction' | 'language' | 'like' | 'lint'
    | 'met' | 'missing' | 'month_end' | 'next' | 'note' | 'once' | 'one' | 'ordered' | 'pack' | 'parameter'
    | 'pattern' | 'per' | 'percentage' | 'permits' | 'points' | 'rates' | 'reading' | 'ref' | 'remedy'
    | 'renamed' | 'requires' | 'rests' | 'reviewed' | 'roll' | 'rule' | 'section' | 'set' | 'severity'
    | 'source' | 'standard' | 'statement' | 'status' | 'strength' | 'supersedes' | 'table' | 'test' | 'time_zone'
    | 'title' | 'unit' | 'use' | 'version' | 'waivable' | 'waivers' | 'weekend' | 'within' | 'working' | 'years' | 'zh'
    | 'at' | 'before' | 'exactly' | 'least' | 'most' | 'first' | 'last' | 'higher' | 'lower' | 'earlier'
    | 'later' | 'sum' | 'highest' | 'lowest' | 'earliest' | 'latest' | 'count' | 'unknown' | 'includes'
    | 'contains' | 'plus' | 'without' | 'rounded' | 'using' | 'to' | 'on' | 'when' | 'until' | 'except'
    | 'overrides' | 'as' | 'by' | 'up' | 'down' | 'half_even'
    ;
// At the beginning of an expression: what shapes a clause or an expression is left out.
name
    : ID | 'about' | 'alternatives' | 'amount' | 'applies' | 'as_enacted' | 'as_stated' | 'ask' | 'base'
    | 'be' | 'because' | 'benefit' | 'binding' | 'calendar' | 'called' | 'choice' | 'cites'
    | 'confidence' | 'controls' | 'could' | 'counted' | 'currency' | 'dated' | 'days' | 'deadlines' | 'define'
    | 'done' | 'due' | 'each' | 'edition' | 'effective' | 'eligible' | 'entity' | 'equals' | 'evidence'
    | 'expect' | 'exposes' | 'extend' | 'fact' | 'for' | 'forbids' | 'forward' | 'from' | 'given' | 'hit'
    | 'jurisdiction' | 'language' | 'like' | 'lint' | 'met' | 'missing' | 'month_end' | 'next' | 'note' | 'once'
    | 'one' | 'ordered' | 'pack' | 'parameter' | 'pattern' | 'per' | 'percentage' | 'permits' | 'points'
    | 'rates' | 'reading' | 'ref' | 'remedy' | 'renamed' | 'requires' | 'rests' | 'reviewed' | 'roll'
    | 'rule' | 'section' | 'set' | 'severity' | 'source' | 'standard' | 'statement' | 'status' | 'strength'
    | 'supersedes' | 'table' | 'test' | 'time_zone' | 'title' | 'unit' | 'use' | 'version' | 'waivable' | 'waivers'
    | 'weekend' | 'within' | 'working' | 'years' | 'zh'
    ;
// `zh` and `cites` continue the option before them.
optionName
    : ID | 'about' | 'alternatives' | 'amount' | 'applies' | 'as' | 'as_enacted' | 'as_stated' | 'ask'
    | 'at' | 'base' | 'be' | 'because' | 'before' | 'benefit' | 'binding' | 'by' | 'calendar' | 'called'
    | 'choice' | 'confidence' | 'contains' | 'controls' | 'could' | 'count' | 'counted'
    | 'currency' | 'dated' | 'days' | 'deadlines' | 'define' | 'done' | 'down' | 'due' | 'each' | 'earlier'
    | 'earliest' | 'edition' | 'effective' | 'eligible' | 'entity' | 'equals' | 'evidence' | 'exactly'
    | 'except' | 'expect' | 'exposes' | 'extend' | 'fact' | 'first' | 'for' | 'forbids' | 'forward' | 'from'
    | 'given' | 'half_even' | 'higher' | 'highest' | 'hit' | 'includes' | 'jurisdiction' | 'language'
    | 'last' | 'later' | 'latest' | 'least' | 'like' | 'lint' | 'lower' | 'lowest' | 'met' | 'missing' | 'month_end'
    | 'most' | 'next' | 'note' | 'on' | 'once' | 'one' | 'ordered' | 'overrides' | 'pack' | 'parameter'
    | 'pattern' | 'per' | 'percentage' | 'permits' | 'plus' | 'points' | 'rates' | 'reading' | 'ref'
    | 'remedy' | 'renamed' | 'requires' | 'rests' | 'reviewed' | 'roll' | 'rounded' | 'rule' | 'section'
    | 'set' | 'severity' | 'source' | 'standard' | 'statement' | 'status' | 'strength' | 'sum'
    | 'supersedes' | 'table'
    | 'test' | 'time_zone' | 'title' | 'to' | 'unit' | 'unknown' | 'until' | 'up' | 'use' | 'using'
    | 'version' | 'waivable' | 'waivers' | 'weekend' | 'when' | 'within' | 'without' | 'working' | 'years'
    ;

// ---- tokens
MOMENT    : Y4 '-' D D '-' D D 'T' D D ':' D D (':' D D)? ('Z' | [+-] D D ':' D D) ;
DATE      : Y4 '-' D D '-' D D ;
PERCENT   : DIGITS ('.' DIGITS)? '%' ;
NUMBER    : DIGITS ('.' DIGITS)? ('e' [+-]? DIGITS)? ;

L_BRACE   : '{' ;
R_BRACE   : '}' ;
L_BRACKET : '[' ;
R_BRACKET : ']' ;
L_PAREN   : '(' ;
R_PAREN   : ')' ;
COMMA     : ',' ;
COLON     : ':' ;
DOT       : '.' ;
BAR       : '|' ;
ARROW     : '->' ;
PLUS      : '+' ;
MINUS     : '-' ;
STAR      : '*' ;
SLASH     : '/' ;
LESS      : '<' ;
LESS_EQUAL    : '<=' ;
EQUAL     : '=' ;
GREATER_EQUAL : '>=' ;
GREATER   : '>' ;

// Reserved
K_AND           : 'and' ;
K_OR            : 'or' ;
K_NOT           : 'not' ;
K_IS            : 'is' ;
K_IN            : 'in' ;
K_OF            : 'of' ;
K_WHERE         : 'where' ;
K_HAS           : 'has' ;
K_OVER          : 'over' ;
K_ANY           : 'any' ;
K_EVERY         : 'every' ;
K_ALL           : 'all' ;
K_NO            : 'no' ;
K_YES           : 'yes' ;
K_NONE          : 'none' ;
K_AS_OF         : 'as_of' ;
K_PREVIOUS      : 'previous' ;

// Ordinary names elsewhere
K_ABOUT         : 'about' ;
K_ALTERNATIVES  : 'alternatives' ;
K_AMOUNT        : 'amount' ;
K_APPLIES       : 'applies' ;
K_AS            : 'as' ;
K_AS_ENACTED    : 'as_enacted' ;
K_AS_STATED     : 'as_stated' ;
K_ASK           : 'ask' ;
K_AT            : 'at' ;
K_BASE          : 'base' ;
K_BE            : 'be' ;
K_BECAUSE       : 'because' ;
K_BEFORE        : 'before' ;
K_BENEFIT       : 'benefit' ;
K_BINDING       : 'binding' ;
K_BY            : 'by' ;
K_CALENDAR      : 'calendar' ;
K_CALLED        : 'called' ;
K_CASES         : 'cases' ;
K_CHOICE        : 'choice' ;
K_CITES         : 'cites' ;
K_CONFIDENCE    : 'confidence' ;
K_CONTAINS      : 'contains' ;
K_CONTROLS      : 'controls' ;
K_COULD         : 'could' ;
K_COUNT         : 'count' ;
K_COUNTED       : 'counted' ;
K_CURRENCY      : 'currency' ;
K_DATED         : 'dated' ;
K_DAYS          : 'days' ;
K_DEADLINES     : 'deadlines' ;
K_DEFINE        : 'define' ;
K_DONE          : 'done' ;
K_DOWN          : 'down' ;
K_DUE           : 'due' ;
K_EACH          : 'each' ;
K_EARLIER       : 'earlier' ;
K_EARLIEST      : 'earliest' ;
K_EDITION       : 'edition' ;
K_EFFECTIVE     : 'effective' ;
K_ELIGIBLE      : 'eligible' ;
K_ENTITY        : 'entity' ;
K_EQUALS        : 'equals' ;
K_EVIDENCE      : 'evidence' ;
K_EXACTLY       : 'exactly' ;
K_EXCEPT        : 'except' ;
K_EXPECT        : 'expect' ;
K_EXPOSES       : 'exposes' ;
K_EXTEND        : 'extend' ;
K_FACT          : 'fact' ;
K_FIRST         : 'first' ;
K_FOR           : 'for' ;
K_FORBIDS       : 'forbids' ;
K_FORWARD       : 'forward' ;
K_FROM          : 'from' ;
K_GIVEN         : 'given' ;
K_HALF_EVEN     : 'half_even' ;
K_HIGHER        : 'higher' ;
K_HIGHEST       : 'highest' ;
K_HIT           : 'hit' ;
K_INCLUDES      : 'includes' ;
K_JURISDICTION  : 'jurisdiction' ;
K_LANGUAGE      : 'language' ;
K_LAST          : 'last' ;
K_LATER         : 'later' ;
K_LATEST        : 'latest' ;
K_LEAST         : 'least' ;
K_LIKE          : 'like' ;
K_LINT          : 'lint' ;
K_LOWER         : 'lower' ;
K_LOWEST        : 'lowest' ;
K_MET           : 'met' ;
K_MISSING       : 'missing' ;
K_MONTH_END     : 'month_end' ;
K_MOST          : 'most' ;
K_NEXT          : 'next' ;
K_NOTE          : 'note' ;
K_ON            : 'on' ;
K_ONCE          : 'once' ;
K_ONE           : 'one' ;
K_ORDERED       : 'ordered' ;
K_OVERRIDES     : 'overrides' ;
K_PACK          : 'pack' ;
K_PARAMETER     : 'parameter' ;
K_PATTERN       : 'pattern' ;
K_PER           : 'per' ;
K_PERCENTAGE    : 'percentage' ;
K_PERMITS       : 'permits' ;
K_PLUS          : 'plus' ;
K_POINTS        : 'points' ;
K_RATES         : 'rates' ;
K_READING       : 'reading' ;
K_REF           : 'ref' ;
K_REMEDY        : 'remedy' ;
K_RENAMED       : 'renamed' ;
K_REQUIRES      : 'requires' ;
K_RESTS         : 'rests' ;
K_REVIEWED      : 'reviewed' ;
K_ROLL          : 'roll' ;
K_ROUNDED       : 'rounded' ;
K_RULE          : 'rule' ;
K_SECTION       : 'section' ;
K_SET           : 'set' ;
K_SEVERITY      : 'severity' ;
K_SOURCE        : 'source' ;
K_STANDARD      : 'standard' ;
K_STATEMENT     : 'statement' ;
K_STATUS        : 'status' ;
K_STRENGTH      : 'strength' ;
K_SUM           : 'sum' ;
K_SUPERSEDES    : 'supersedes' ;
K_TABLE         : 'table' ;
K_TEST          : 'test' ;
K_TIME_ZONE     : 'time_zone' ;
K_TITLE         : 'title' ;
K_TO            : 'to' ;
K_UNIT          : 'unit' ;
K_UNKNOWN       : 'unknown' ;
K_UNTIL         : 'until' ;
K_UP            : 'up' ;
K_USE           : 'use' ;
K_USING         : 'using' ;
K_VERSION       : 'version' ;
K_WAIVABLE      : 'waivable' ;
K_WAIVERS       : 'waivers' ;
K_WEEKEND       : 'weekend' ;
K_WHEN          : 'when' ;
K_WITHIN        : 'within' ;
K_WITHOUT       : 'without' ;
K_WORKING       : 'working' ;
K_YEARS         : 'years' ;
K_ZH            : 'zh' ;
// The lexer sees ASCII only: engine/syntax/antlr/tokens.cpp puts `a` for a letter of another script, U+0001 for what
// may continue a name (a mark or number of another script), U+0002 for all else. ANTLR keeps no table for characters
// beyond ASCII and would work out each of them anew.
ID        : LETTER (LETTER | [0-9_\u0001])* ;
STRING    : '"' CONTENT* '"' ;
COMMENT   : '#' ~[\r\n]* -> channel(HIDDEN) ;
WS        : [ \t\r\n]+ -> skip ;

// Slips that deserve their own message: engine/syntax/antlr/proofread.cpp reports them and puts the right token there.
OPEN_STRING : '"' CONTENT* '\\'? ;
BAD_DATE    : DIGITS '-' DIGITS '-' DIGITS ([T] [0-9:.]* ('Z' | [+-] [0-9:]+)?)? ;
SLIP        : '==' | '!=' | '<>' | '&&' | ':=' | '=>' | '=<' | ';' | '!' ;
UNEXPECTED  : . ;

fragment CONTENT : '\\' ~[\r\n] | ~["\\\r\n] ;
fragment LETTER  : [a-zA-Z] ;
fragment DIGITS  : [0-9] [0-9_]* ;
fragment Y4      : D D D D ;
fragment D       : [0-9] ;
