/* Repeats a draw of Fadu from DRAW.json alone, as `fadu replay` does, in plain JavaScript: no network, no library, Chromium 86 and later.
   docs/sampling.md says how the draw works. Everything is text or BigInt, so no number is rounded. */
var FaduReplay = (function () {
  'use strict';

  var FORMAT = 'fadu-draw/1', QUARTERS = 4, TRIES = 64, DIGITS = 13;
  var ALGORITHM = {
    order: '名录按编号的字符顺序排列；编号、种子为 NFC 的 UTF-8 文本',
    ticket: 'SHA-256(种子 LF 编号)，再次抽到的为 SHA-256(种子 LF 编号 LF 轮次)；每类取票号最小的若干个',
    officers: 'SHA-256(种子 LF 编号 LF "officer" LF 轮次 LF 序号) 的前13位十六进制数对可派人员数取余，不合规则的取下一序号',
    frame_digest: '名录和计划(不含补抽)的规范 JSON(键排序、无空白，非整数写作文本)的 SHA-256 和 SM3',
    digest: '除 frames、digest 外全部内容(含 frame_digest)的规范 JSON 的 SHA-256 和 SM3'
  };

  function Refusal(message) { this.message = message; }
  function Unreadable(message) { this.message = message; }

  // --- JSON with numbers as they are written ------------------------------------------------------------------------------------

  function Num(text) { this.text = text; }
  Num.prototype.isWhole = function () { return /^-?\d+$/.test(this.text); };

  function parse(text) {
    var at = 0, number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y, string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    function fail() { throw new Unreadable('不是 JSON：第 ' + text.slice(0, at).split('\n').length + ' 行'); }
    function blank() { while (at < text.length && ' \t\n\r'.indexOf(text[at]) >= 0) { at += 1; } }
    function take(expression) {
      expression.lastIndex = at;
      var found = expression.exec(text);
      if (!found) { fail(); }
      at = expression.lastIndex;
      return found[0];
    }
    function items(close, one) {
      at += 1; blank();
      if (text[at] === close) { at += 1; return; }
      for (;;) {
        one(); blank();
        if (text[at] === close) { at += 1; return; }
        if (text[at] !== ',') { fail(); }
        at += 1; blank();
      }
    }
    function value() {
      var first = text[at], found;
      if (first === '"') { return JSON.parse(take(string)); }
      if (first === '{') {
        found = new Map();
        items('}', function () {
          if (text[at] !== '"') { fail(); }
          var name = JSON.parse(take(string));
          // Readers differ on which of two counts, so a file could show one and hash the other.
          if (found.has(name)) { throw new Unreadable('JSON 里同一名称写了两次'); }
          blank();
          if (text[at] !== ':') { fail(); }
          at += 1; blank();
          found.set(name, value());
        });
        return found;
      }
      if (first === '[') { found = []; items(']', function () { found.push(value()); }); return found; }
      var words = { 't': 'true', 'f': 'false', 'n': 'null' }, word = words[first];
      if (word) {
        if (text.substr(at, word.length) !== word) { fail(); }
        at += word.length;
        return JSON.parse(word);
      }
      return new Num(take(number));
    }
    blank();
    var read = value();
    blank();
    if (at !== text.length) { fail(); }
    return read;
  }

  function isText(value) { return typeof value === 'string'; }
  function isMap(value) { return value instanceof Map; }

  // By code point, as Python sorts; JavaScript's own order is by UTF-16 units and differs for rare characters.
  function compare(a, b) {
    var size = Math.min(a.length, b.length), i, x, y;
    for (i = 0; i < size; i += 1) {
      x = a.charCodeAt(i); y = b.charCodeAt(i);
      if (x !== y) {
        if (x >= 0xd800 && y >= 0xd800) {
          x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
          y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
        }
        return x - y;
      }
    }
    return a.length - b.length;
  }

  function decimalText(text) {
    var parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
    var power = Number(parts[4] || 0), whole = parts[2], fraction = parts[3] || '';
    if (Math.abs(power) > 400) { throw new Unreadable('数字太大或太小：' + text); }
    while (power > 0) { whole += fraction[0] || '0'; fraction = fraction.slice(1); power -= 1; }
    while (power < 0) { fraction = (whole[whole.length - 1] || '0') + fraction; whole = whole.slice(0, -1); power += 1; }
    whole = whole.replace(/^0+(?=.)/, '') || '0';
    fraction = fraction.replace(/0+$/, '');
    if (/^0*$/.test(whole) && !fraction) { return '0'; }
    return parts[1] + whole + (fraction ? '.' + fraction : '');
  }

  function canonical(value) {
    if (value === null || typeof value === 'boolean') { return String(value); }
    if (typeof value === 'number') { return String(value); }
    if (isText(value)) { return JSON.stringify(value.normalize('NFC')); }
    if (value instanceof Num) { return value.isWhole() ? String(BigInt(value.text)) : JSON.stringify(decimalText(value.text)); }
    if (Array.isArray(value)) { return '[' + value.map(canonical).join(',') + ']'; }
    return '{' + Array.from(value.keys()).sort(compare).map(function (name) {
      return JSON.stringify(name) + ':' + canonical(value.get(name));
    }).join(',') + '}';
  }

  function without(map, names) {
    return new Map(Array.from(map).filter(function (pair) { return names.indexOf(pair[0]) < 0; }));
  }

  // --- SHA-256 (FIPS 180-4) and SM3 (GB/T 32905) --------------------------------------------------------------------------------

  var encoder = new TextEncoder(), K = new Int32Array(64), T = new Int32Array(64), block = new Int32Array(68);
  var START = {
    sha256: [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
    sm3: [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
  };
  (function () {
    function bits(root) { return Math.floor((root - Math.floor(root)) * 4294967296) | 0; }
    for (var prime = 2, n = 0; n < 64; prime += 1) {
      for (var d = 2; d * d <= prime && prime % d; d += 1) { /* seek a divisor */ }
      if (d * d > prime) { K[n] = bits(Math.cbrt(prime)); n += 1; }
    }
    for (var j = 0; j < 64; j += 1) { T[j] = rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32); }
  }());

  function rotate(x, n) { return n ? (x << n) | (x >>> (32 - n)) : x | 0; }

  function sha256Block(h) {
    var w = block, i, x, a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7], s, t;
    for (i = 16; i < 64; i += 1) {
      x = w[i - 15]; s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      x = w[i - 2]; t = ((x >>> 17) | (x << 15)) ^ ((x >>> 19) | (x << 13)) ^ (x >>> 10);
      w[i] = (w[i - 16] + s + w[i - 7] + t) | 0;
    }
    for (i = 0; i < 64; i += 1) {
      s = (k + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      t = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      k = g; g = f; f = e; e = (d + s) | 0; d = c; c = b; b = a; a = (s + t) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += k;
  }

  function sm3Block(v) {
    var w = block, j, x, a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7], s, t, u;
    for (j = 16; j < 68; j += 1) {
      x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15);
      w[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6];
    }
    for (j = 0; j < 64; j += 1) {
      s = rotate((rotate(a, 12) + e + T[j]) | 0, 7);
      t = ((j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (s ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) | 0;
      u = ((j < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + s + w[j]) | 0;
      d = c; c = rotate(b, 9); b = a; a = t; h = g; g = rotate(f, 19); f = e; e = u ^ rotate(u, 9) ^ rotate(u, 17);
    }
    v[0] ^= a; v[1] ^= b; v[2] ^= c; v[3] ^= d; v[4] ^= e; v[5] ^= f; v[6] ^= g; v[7] ^= h;
  }

  var state = new Int32Array(8), tail = new Uint8Array(128), HEX = [];
  for (var byte = 0; byte < 256; byte += 1) { HEX.push((byte < 16 ? '0' : '') + byte.toString(16)); }

  function load(data, at) {
    for (var j = 0; j < 16; j += 1, at += 4) { block[j] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]; }
  }

  function hash(text, kind) {
    var data = encoder.encode(text), size = data.length, step = kind === 'sm3' ? sm3Block : sha256Block, start = START[kind], at = 0, i, word;
    for (i = 0; i < 8; i += 1) { state[i] = start[i]; }
    for (; at + 64 <= size; at += 64) { load(data, at); step(state); }
    tail.fill(0);
    tail.set(data.subarray(at));
    tail[size - at] = 0x80;
    if (size - at > 55) { load(tail, 0); step(state); }
    load(tail, size - at > 55 ? 64 : 0);
    block[14] = Math.floor(size / 0x20000000);
    block[15] = (size << 3) | 0;
    step(state);
    for (i = 0, text = ''; i < 8; i += 1) {
      word = state[i];
      text += HEX[word >>> 24] + HEX[(word >>> 16) & 255] + HEX[(word >>> 8) & 255] + HEX[word & 255];
    }
    return text;
  }

  function digests(text) { return new Map([['sha256', hash(text, 'sha256')], ['sm3', hash(text, 'sm3')]]); }

  // --- The frames and the plan --------------------------------------------------------------------------------------------------

  function clean(value, where) {
    if (/[\u0000-\u001f\u007f-\u009f]/.test(value)) { throw new Refusal(where + '含有换行或者控制字符'); }
    return value.normalize('NFC');
  }

  function frozen(rows, kind) {
    var found = new Map(), name = kind === 'objects' ? '对象名录' : '人员名录';
    if (!Array.isArray(rows)) { throw new Unreadable('文件缺少名录'); }
    rows.forEach(function (row, n) {
      if (!isMap(row)) { throw new Unreadable(name + '第 ' + (n + 1) + ' 条写法不对'); }
      var plain = new Map();
      row.forEach(function (value, key) {
        if (!isText(value)) { throw new Unreadable(name + '第 ' + (n + 1) + ' 条“' + key + '”不是文本'); }
        plain.set(key, clean(value, name + '第 ' + (n + 1) + ' 条“' + key + '”'));
      });
      var id = plain.get('id');
      if (!id) { throw new Refusal(name + '第 ' + (n + 1) + ' 条没有编号'); }
      if (kind === 'objects' && !plain.get('class')) { throw new Refusal('对象 ' + id + ' 没有类别'); }
      if (found.has(id)) { throw new Refusal(name + '里编号 ' + id + ' 重复'); }
      found.set(id, plain);
    });
    return Array.from(found.keys()).sort(compare).map(function (id) { return found.get(id); });
  }

  function known(map, keys, where) {
    map.forEach(function (_, name) { if (keys.indexOf(name) < 0) { throw new Refusal(where + '里有不认识的内容：' + name); } });
  }

  function whole(map, name, fallback) {
    var value = map.has(name) ? map.get(name) : fallback;
    if (value === null || value === fallback) { return value; }
    if (!(value instanceof Num) || !value.isWhole() || BigInt(value.text) < 1n) { throw new Refusal('“' + name + '”应为一以上的整数'); }
    return Number(value.text);
  }

  function readRule(name, map) {
    var modes = ['each_once_per_year', 'pct_per_quarter', 'pct_per_year', 'per_officer_per_year'];
    if (!isMap(map) || modes.indexOf(map.get('mode')) < 0) { throw new Refusal('类别 ' + name + ' 的抽取办法不认识'); }
    known(map, ['mode', 'value', 'rounding', 'replacement'], '类别 ' + name);
    var rounding = map.has('rounding') ? map.get('rounding') : 'ceil', again = map.has('replacement') ? map.get('replacement') : false;
    if (['ceil', 'floor'].indexOf(rounding) < 0) { throw new Refusal('类别 ' + name + ' 的取整办法不认识'); }
    if (typeof again !== 'boolean') { throw new Refusal('类别 ' + name + ' 的“replacement”应为 true 或者 false'); }
    var mode = map.get('mode'), value = map.get('value'), text = value instanceof Num ? value.text : isText(value) ? value.trim() : '';
    if (mode === 'each_once_per_year') { return { mode: mode, again: again }; }
    if (!/^\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) { throw new Refusal('类别 ' + name + ' 的“value”应为大于零的数字'); }
    var parts = decimalText(text).split('.'), part = parts[1] || '', top = BigInt(parts[0] + part), base = 10n ** BigInt(part.length);
    if (top <= 0n) { throw new Refusal('类别 ' + name + ' 的“value”应为大于零的数字'); }
    if (mode.indexOf('pct') === 0 && top > base) { throw new Refusal('类别 ' + name + ' 的比例大于 1'); }
    return { mode: mode, again: again, top: top, base: base, up: rounding === 'ceil' };
  }

  function quota(rule, size, officers) {
    if (rule.mode === 'each_once_per_year') { return size; }
    var wanted = rule.top * BigInt(rule.mode === 'per_officer_per_year' ? officers : size);
    var count = (wanted + (rule.up ? rule.base - 1n : 0n)) / rule.base;
    return count < BigInt(size) ? Number(count) : size;
  }

  function readPlan(map) {
    if (!isMap(map) || !isMap(map.get('classes')) || !map.get('classes').size) { throw new Refusal('计划应写明各类别的抽取办法（classes）'); }
    known(map, ['classes', 'officers_per_object', 'on', 'load', 'max_per_officer', 'rotation', 'cap_per_object', 'supplements',
      'title', 'year', 'office', 'basis', 'note', 'seed_source'], '计划');
    var load = map.has('load') ? map.get('load') : 'none', rotation = map.has('rotation') ? map.get('rotation') : true;
    var on = map.has('on') ? map.get('on') : null, extra = map.has('supplements') ? map.get('supplements') : [], classes = new Map();
    if (['none', 'even'].indexOf(load) < 0) { throw new Refusal('不认识的任务分配办法“' + load + '”'); }
    if (typeof rotation !== 'boolean') { throw new Refusal('“rotation”应为 true 或者 false'); }
    if (!Array.isArray(extra)) { throw new Refusal('“supplements”应为列表'); }
    var people = whole(map, 'officers_per_object', 2) || 0;
    if (people < 2) { throw new Refusal('每个对象至少派两名执法人员'); }
    map.get('classes').forEach(function (rule, name) { classes.set(name, readRule(name, rule)); });
    return {
      classes: classes, people: people, on: on === null ? null : day(on, '计划', 'on'), load: load, rotation: rotation,
      most: whole(map, 'max_per_officer', null), cap: whole(map, 'cap_per_object', null),
      supplements: extra.map(function (each) {
        if (!isMap(each) || Array.from(each.keys()).sort().join() !== 'class,count,reason') { throw new Refusal('补抽应写明 class、count、reason'); }
        if (!classes.has(each.get('class'))) { throw new Refusal('补抽的类别 ' + each.get('class') + ' 不在计划里'); }
        var count = whole(each, 'count', null);
        if (!count || !String(each.get('reason')).trim()) { throw new Refusal('补抽应写明个数和理由'); }
        return { cls: each.get('class'), count: count };
      })
    };
  }

  function day(text, id, name) {
    var parts = isText(text) && /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text), date = parts && parts.slice(1).join('-');
    if (!parts || isNaN(Date.parse(date)) || new Date(date).toISOString().slice(0, 10) !== date) {
      throw new Refusal(id + ' 的“' + name + '”不是日期：' + text);
    }
    return date;
  }

  // --- The draw -----------------------------------------------------------------------------------------------------------------

  function listed(row, name) {
    return (row.get(name) || '').replace(/；/g, ';').split(';').map(function (part) { return part.trim(); }).filter(Boolean);
  }

  function unfit(officers, on) {
    var found = new Map();
    officers.forEach(function (row) {
      if (row.has('absent')) {
        found.set(row.get('id'), row.get('absent'));
      } else if (row.has('certificate_from') || row.has('certificate_until')) {
        if (on === null) { throw new Refusal('人员名录有执法证期限，计划没有写明日期（on）'); }
        var from = row.has('certificate_from') ? day(row.get('certificate_from'), row.get('id'), 'certificate_from') : '';
        var until = row.has('certificate_until') ? day(row.get('certificate_until'), row.get('id'), 'certificate_until') : '';
        if ((from && on < from) || (until && on > until)) { found.set(row.get('id'), on + ' 执法证不在有效期内（' + from + '至' + until + '）'); }
      }
    });
    return found;
  }

  function passedOver(objects, cap) {
    var found = new Map();
    objects.forEach(function (row) {
      if (row.has('skip')) {
        found.set(row.get('id'), row.get('skip'));
      } else if (cap !== null) {
        var visits = row.has('visits') ? row.get('visits') : '0';
        if (!/^[0-9]+$/.test(visits)) { throw new Refusal('对象 ' + row.get('id') + ' 的“visits”不是整数：' + visits); }
        if (Number(visits) >= cap) { found.set(row.get('id'), '本年已查' + visits + '次，达到上限' + cap + '次'); }
      }
    });
    return found;
  }

  function smallest(seed, ids, count, round) {
    var end = round === 1 ? '' : '\n' + round;
    var tickets = ids.map(function (id) { return { ticket: hash(seed + '\n' + id + end, 'sha256'), id: id }; });
    tickets.sort(function (a, b) { return a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : compare(a.id, b.id); });
    return tickets.slice(0, Math.max(count, 0));
  }

  function quarterly(cls, ids, count, seed, again) {
    var queue = [], round = 0, found = [];
    for (var quarter = 1; quarter <= QUARTERS; quarter += 1) {
      if (again) { queue = []; round = quarter - 1; }
      var seen = new Set(), held = [];
      while (seen.size < count) {
        if (!queue.length) {
          round += 1;
          queue = smallest(seed, ids, ids.length, round).reverse();
          queue.forEach(function (each) { each.round = round; });
        }
        var each = queue.pop();
        if (seen.has(each.id)) {
          held.push(each);
        } else {
          seen.add(each.id);
          found.push({ cls: cls, id: each.id, ticket: each.ticket, round: each.round, quarter: quarter, extra: 0 });
        }
      }
      queue = queue.concat(held.reverse());
    }
    return found;
  }

  function Pool(ids, plan, recused) {
    this.ids = ids.slice().sort(compare);
    this.plan = plan;
    this.recused = recused;
    this.levels = [this.ids.map(function (_, at) { return at; })];
    this.loads = this.ids.map(function () { return 0; });
  }

  Pool.prototype.take = function (seed, row, round) {
    var pool = this, id = row.get('id'), needed = pool.plan.people, attempt = 0, taken = [];
    var barred = new Set((pool.recused.get(id) || []).concat(listed(row, 'avoid')));
    var last = new Set(pool.plan.rotation ? listed(row, 'last_officers') : []);
    function next() {
      var number = parseInt(hash(seed + '\n' + id + '\nofficer\n' + round + '\n' + attempt, 'sha256').slice(0, DIGITS), 16);
      attempt += 1;
      return number;
    }
    function fits(at) {
      if (taken.indexOf(at) >= 0 || barred.has(pool.ids[at])) { return false; }
      if (taken.length + 1 !== needed || !last.size) { return true; }
      var pair = new Set(taken.concat([at]).map(function (each) { return pool.ids[each]; }));
      return pair.size !== last.size || Array.from(pair).some(function (each) { return !last.has(each); });
    }
    function one(level) {
      if (!level.length) { return -1; }
      for (var n = 0; n < TRIES; n += 1) {
        var at = level[next() % level.length];
        if (fits(at)) { return at; }
      }
      var fitting = level.filter(fits);
      return fitting.length ? fitting[next() % fitting.length] : -1;
    }
    pool.levels.forEach(function (level) {
      while (taken.length < needed) {
        var at = one(level);
        if (at < 0) { return; }
        taken.push(at);
      }
    });
    if (taken.length < needed) {
      throw new Refusal('对象 ' + id + ' 能派的人员只有 ' + taken.length + ' 名，应有 ' + needed + ' 名（须回避、证件、轮换或者任务上限所限）');
    }
    taken.forEach(function (at) { pool.charge(at); });
    return taken.map(function (at) { return pool.ids[at]; });
  };

  Pool.prototype.charge = function (at) {
    var before = this.loads[at], even = this.plan.load === 'even';
    this.loads[at] += 1;
    var full = this.plan.most !== null && this.loads[at] >= this.plan.most;
    if (!even && !full) { return; }
    var level = this.levels[even ? before : 0];
    level.splice(level.indexOf(at), 1);
    if (full) { return; }
    if (this.levels.length === before + 1) { this.levels.push([]); }
    var above = this.levels[before + 1], place = above.findIndex(function (each) { return each > at; });
    above.splice(place < 0 ? above.length : place, 0, at);
  };

  function draw(objects, officers, plan, seed) {
    var things = frozen(objects, 'objects'), people = frozen(officers, 'officers'), picks = [];
    if (!isText(seed)) { throw new Unreadable('文件缺少种子'); }
    seed = clean(seed, '种子');
    if (!seed.trim()) { throw new Refusal('没有种子'); }
    var out = unfit(people, plan.on);
    var able = people.map(function (row) { return row.get('id'); }).filter(function (id) { return !out.has(id); });
    if (able.length < plan.people) { throw new Refusal('能派的执法人员有 ' + able.length + ' 名，每个对象要 ' + plan.people + ' 名'); }
    var byClass = new Map(Array.from(plan.classes.keys(), function (name) { return [name, new Map()]; }));
    things.forEach(function (row) {
      if (!byClass.has(row.get('class'))) { throw new Refusal('对象 ' + row.get('id') + ' 的类别 ' + row.get('class') + ' 不在计划里'); }
      byClass.get(row.get('class')).set(row.get('id'), row);
    });
    var skipped = passedOver(things, plan.cap);
    function free(name, gone) {
      return Array.from(byClass.get(name).keys()).filter(function (id) { return !skipped.has(id) && !(gone && gone.has(id)); });
    }
    function plain(name, count, ids, extra) {
      return smallest(seed, ids, count, 1).map(function (each) {
        return { cls: name, id: each.id, ticket: each.ticket, round: 1, quarter: 0, extra: extra };
      });
    }
    Array.from(byClass.keys()).sort(compare).forEach(function (name) {
      var rule = plan.classes.get(name), ids = free(name), count = Math.min(quota(rule, byClass.get(name).size, able.length), ids.length);
      picks = picks.concat(rule.mode === 'pct_per_quarter' ? quarterly(name, ids, count, seed, rule.again) : plain(name, count, ids, 0));
    });
    var gone = new Set(picks.map(function (each) { return each.id; }));
    plan.supplements.forEach(function (more, n) {
      var ids = free(more.cls, gone);
      if (more.count > ids.length) { throw new Refusal('类别 ' + more.cls + ' 还能补抽 ' + ids.length + ' 个，不足 ' + more.count + ' 个'); }
      plain(more.cls, more.count, ids, n + 1).forEach(function (each) { gone.add(each.id); picks.push(each); });
    });
    var recused = new Map();
    people.forEach(function (row) {
      listed(row, 'recuse').forEach(function (id) { recused.set(id, (recused.get(id) || []).concat([row.get('id')])); });
    });
    var pool = new Pool(able, plan, recused);
    var drawn = picks.map(function (each) {
      var entry = new Map([['object', each.id], ['class', each.cls], ['ticket', each.ticket]]);
      entry.set('officers', pool.take(seed, byClass.get(each.cls).get(each.id), each.round));
      if (each.quarter) { entry.set('quarter', new Num(String(each.quarter))); }
      if (each.round > 1) { entry.set('round', new Num(String(each.round))); }
      if (each.extra) { entry.set('supplement', new Num(String(each.extra))); }
      return entry;
    });
    return { objects: things, officers: people, seed: seed, drawn: drawn, skipped: skipped, unfit: out };
  }

  // --- What differs -------------------------------------------------------------------------------------------------------------

  var MISSING = {};

  function same(a, b) { return a === b || (a instanceof Num && b instanceof Num && canonical(a) === canonical(b)); }

  function differences(left, right, path, found) {
    if (isMap(left) && isMap(right)) {
      new Set(Array.from(left.keys()).concat(Array.from(right.keys()))).forEach(function (name) {
        differences(left.has(name) ? left.get(name) : MISSING, right.has(name) ? right.get(name) : MISSING, path ? path + '.' + name : name, found);
      });
    } else if (Array.isArray(left) && Array.isArray(right)) {
      inLists(left, right, path, found);
    } else if (!same(left, right)) {
      found.push(path + '：文件为 ' + shown(left) + '，重算为 ' + shown(right));
    }
  }

  // Rows are compared by their ids, so that one row changed doesn't make all that follow it differ.
  function inLists(left, right, path, found) {
    var one = byName(left), other = byName(right);
    if (!one || !other) {
      for (var n = 0; n < Math.max(left.length, right.length); n += 1) {
        differences(n < left.length ? left[n] : MISSING, n < right.length ? right[n] : MISSING, path + '[' + n + ']', found);
      }
      return;
    }
    var mine = Array.from(one.keys()), theirs = Array.from(other.keys());
    new Set(mine.concat(theirs)).forEach(function (name) {
      differences(one.has(name) ? one.get(name) : MISSING, other.has(name) ? other.get(name) : MISSING, path + '[' + name + ']', found);
    });
    if (mine.length === theirs.length && mine.every(function (name) { return other.has(name); }) && mine.some(function (name, n) { return name !== theirs[n]; })) {
      found.push(path + ' 的顺序：文件为 ' + shown(mine) + '，重算为 ' + shown(theirs));
    }
  }

  function byName(rows) {
    var found = new Map();
    for (var n = 0; n < rows.length; n += 1) {
      var row = rows[n], name = isMap(row) ? (row.has('id') ? row.get('id') : row.get('object')) : null;
      if (!isText(name)) { return null; }
      if (row.has('quarter')) { name += ' 第' + (row.get('quarter').text || row.get('quarter')) + '季度'; }
      if (found.has(name)) { return null; }
      found.set(name, row);
    }
    return found;
  }

  function shown(value) {
    var text = value === MISSING ? '（没有）' : compact(value), letters = Array.from(text);
    return letters.length <= 80 ? text : letters.slice(0, 79).join('') + '…';
  }

  function compact(value) {
    if (value instanceof Num) { return value.text; }
    if (Array.isArray(value)) { return '[' + value.map(compact).join(', ') + ']'; }
    if (isMap(value)) { return '{' + Array.from(value, function (pair) { return JSON.stringify(pair[0]) + ': ' + compact(pair[1]); }).join(', ') + '}'; }
    return JSON.stringify(value);
  }

  /* Where the file differs from what it says it follows from; an empty list where it doesn't. `published`: the frame digest made public
     before the seed, "" where the reader doesn't have it. Throws an object with `message` where the text is no draw at all. */
  function replay(text, published) {
    var read = parse(text.replace(/^\ufeff/, '')), found = [];
    if (!isMap(read) || read.get('format') !== FORMAT) { throw new Unreadable('不是抽取结果文件（format 应为 ' + FORMAT + '）'); }
    var stated = read.get('frame_digest'), digest = digests(canonical(without(read, ['frames', 'digest'])));
    var wanted = (published || '').replace(/\s/g, '').toLowerCase();
    if (wanted && !(isMap(stated) && Array.from(stated.values()).indexOf(wanted) >= 0)) {
      found.push('frame_digest：与事先公布的摘要不符，名录或者计划在公布之后被换过');
    }
    if (canonical(read.has('digest') ? read.get('digest') : null) !== canonical(digest)) { found.push('digest：与文件内容不符，文件在抽取之后被改动'); }
    var frames = read.get('frames'), made;
    try {
      if (!isMap(frames) || !read.has('plan') || !read.has('seed')) { throw new Unreadable('没有 frames、plan 或者 seed'); }
      made = draw(frames.get('objects'), frames.get('officers'), readPlan(read.get('plan')), read.get('seed'));
    } catch (problem) {
      if (problem instanceof Refusal) { return found.concat(['按文件里的名录、计划和种子不能重算：' + problem.message]); }
      if (problem instanceof Unreadable) { return found.concat(['文件缺少名录、计划或者种子，或者写法不对：' + problem.message]); }
      throw problem;
    }
    var lists = new Map([['objects', made.objects], ['officers', made.officers]]);
    var first = canonical(lists), plan = canonical(without(read.get('plan'), ['supplements']));
    var frame = digests(first.slice(0, -1) + ',"plan":' + plan + '}');
    if (canonical(stated === undefined ? null : stated) !== canonical(frame)) {
      found.push('frame_digest：与文件里的名录和计划不符，名录或者计划被改动');
    }
    var again = new Map([
      ['format', FORMAT], ['algorithm', new Map(Object.entries(ALGORITHM))], ['seed', made.seed], ['frame_digest', frame], ['plan', read.get('plan')],
      ['drawn', made.drawn], ['skipped', made.skipped], ['unfit', made.unfit]
    ]);
    again.set('digest', digests(canonical(without(again, ['digest']))));
    differences(frames, lists, 'frames', found);
    differences(without(read, ['frames']), again, '', found);
    return found;
  }

  return { replay: replay, parse: parse, hash: hash };
}());

/* The page around it: a file chosen, the verdict shown. Text only, never markup from the file. */
(function () {
  'use strict';
  var form = typeof document !== 'undefined' && document.getElementById('replay');
  if (!form) { return; }
  var SHOWN = 50, said = document.getElementById('verdict');

  function line(words, kind) {
    var made = document.createElement('p');
    made.textContent = words;
    made.className = kind || '';
    said.appendChild(made);
  }

  function tell(text) {
    said.textContent = '';
    said.className = 'bad';
    try {
      var started = Date.now(), found = FaduReplay.replay(text, document.getElementById('published').value), read = FaduReplay.parse(text.replace(/^\ufeff/, ''));
      if (found.length) {
        line('不相符：文件被改动过，或不是公布的那一份。共 ' + found.length + ' 处。', 'head');
        found.slice(0, SHOWN).forEach(function (each) { line(each); });
        if (found.length > SHOWN) { line('……另有 ' + (found.length - SHOWN) + ' 处'); }
        line('请向发布单位索取原始文件，并与公布的摘要核对。');
        return;
      }
      said.className = 'good';
      line('重算相符：' + read.get('drawn').length + ' 家次，用时 ' + (Date.now() - started) + ' 毫秒。', 'head');
      line('种子：' + read.get('seed'));
      line('名录和计划摘要（SHA-256）：' + read.get('frame_digest').get('sha256'));
      if (!document.getElementById('published').value.trim()) { line('还没有填事先公布的摘要：请把上面的摘要与种子产生之前公布的摘要逐字核对，名录被换过只有这样才看得出。'); }
    } catch (problem) {
      line('读不了：' + problem.message, 'head');
    }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    var file = document.getElementById('file').files[0];
    said.textContent = '';
    if (!file) { line('请先选择 DRAW.json', 'head'); return; }
    line('正在重算……');
    file.text().then(function (text) { setTimeout(function () { tell(text); }, 20); });
  });
}());
